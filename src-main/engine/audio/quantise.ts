/** Float samples to integers of `bits` bits, piece by piece. */
export interface Quantiser {
  /** Values that lay beyond full scale so far and were held at it. */
  readonly clippedSamples: number;
  /** Rounds one value of full scale ±1 to an integer. */
  round(value: number): number;
}

/** Numerical Recipes' 32-bit linear congruential generator; two upper halves make one triangular value. */
function createTriangular(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => uniform() - uniform();
}

const DITHER_SEED = 0x6d657a7a;

/**
 * 16 bits: triangular dither of ±1 step from a fixed seed, but none on values that are whole steps already, so that 16-bit
 * material passes bit for bit (and digital silence stays silent). 24 bits: plain rounding, since a Float32 has no more
 * than 24 bits. A value that rounds past full scale is held there; it counts as clipped when it lay over ±1.
 */
export function createQuantiser(bits: 16 | 24): Quantiser {
  const full = 2 ** (bits - 1);
  const dither = bits === 16 ? createTriangular(DITHER_SEED) : () => 0;
  let clipped = 0;
  return {
    get clippedSamples() {
      return clipped;
    },
    round(value) {
      if (value > 1 || value < -1) clipped++;
      const scaled = value * full;
      const exact = Number.isInteger(scaled) ? scaled : Math.round(scaled + dither());
      return Math.max(-full, Math.min(full - 1, exact));
    },
  };
}
