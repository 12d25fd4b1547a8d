import { Random } from './random.ts';

/** The masks of one explanation, in order. In a mask 1 keeps a segment and 0 switches it off. */
export interface MaskSequence {
  readonly segments: number;
  /** How many masks there are. */
  readonly total: number;
  /** True when the masks are all 2ⁿ there are. */
  readonly exhaustive: boolean;
  /** Writes the next mask into `mask` [segments]. */
  next(mask: Uint8Array): void;
}

/** How masks are drawn: each by itself, or every second one as the complement of the one before. */
export type Draw = 'independent' | 'antithetic';

/**
 * `samples` masks over `segments` segments as LIME draws them (Ribeiro et al. 2016): the first keeps everything, the
 * others keep each segment with probability ½, independently; drawn `antithetic`, the second, fourth, … of them keeps what the one
 * before switched off. When all 2ⁿ masks are no more than `samples`, exactly
 * those are given, each once, and nothing is random.
 */
export function maskSequence(
  segments: number,
  samples: number,
  seed: number,
  draw: Draw = 'independent',
): MaskSequence {
  return 2 ** segments <= samples ? everyMask(segments) : randomMasks(segments, samples, seed, draw);
}

function everyMask(segments: number): MaskSequence {
  const total = 2 ** segments;
  let code = total;
  return {
    segments,
    total,
    exhaustive: true,
    next(mask) {
      code--;
      for (let s = 0; s < segments; s++) mask[s] = (code >>> s) & 1;
    },
  };
}

function randomMasks(segments: number, total: number, seed: number, draw: Draw): MaskSequence {
  const random = new Random(seed);
  const before = new Uint8Array(segments);
  let first = true;
  let complement = false;
  return {
    segments,
    total,
    exhaustive: false,
    next(mask) {
      if (first) {
        first = false;
        mask.fill(1);
        return;
      }
      if (complement) {
        for (let s = 0; s < segments; s++) mask[s] = 1 - before[s]!;
        complement = false;
        return;
      }
      for (let s = 0; s < segments; s += 32) {
        const bits = random.next();
        const count = Math.min(32, segments - s);
        for (let bit = 0; bit < count; bit++) mask[s + bit] = (bits >>> bit) & 1;
      }
      if (draw === 'antithetic') {
        before.set(mask);
        complement = true;
      }
    },
  };
}
