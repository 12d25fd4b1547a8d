import { existsSync } from 'node:fs';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { ModelGraph, ModelOutput } from './model-graph.ts';
import type { Provider } from './session.ts';

/** What a user may ask for. */
export type ProviderChoice = 'auto' | Provider;

/** Largest difference from the CPU's numbers with which a provider is trusted. */
export const PARITY_TOLERANCE = 1e-3;

/** Accelerators worth trying on a platform, best first; `exists` says whether a file is there. */
export function acceleratorsOf(
  platform: NodeJS.Platform,
  exists: (path: string) => boolean = existsSync,
): Provider[] {
  switch (platform) {
    case 'win32':
      return ['dml', 'webgpu'];
    case 'darwin':
      return ['coreml', 'webgpu'];
    case 'linux':
      // Only where a driver shows a device: starting a provider just to see it fail costs a quarter of a second.
      return [
        ...(exists('/dev/nvidiactl') ? (['cuda', 'webgpu'] as const) : []),
        ...(exists('/dev/dri') && !exists('/dev/nvidiactl') ? (['webgpu'] as const) : []),
      ];
    default:
      return [];
  }
}

/** A spectrogram that every provider must judge alike, [1, frames, bands]. */
export interface Probe {
  readonly values: Float32Array;
  readonly frames: number;
}

export interface ChosenProvider {
  readonly graph: ModelGraph;
  /** Why it is not the provider asked for (or, for `auto`, why no accelerator), or null. */
  readonly fallbackReason: string | null;
}

/**
 * The first candidate that opens and gives the CPU's numbers on the probe, else the CPU with the reasons. Graphs that are
 * tried and not taken are closed; the CPU's is closed when another is taken.
 */
export async function chooseProvider(
  cpu: ModelGraph,
  candidates: readonly Provider[],
  probe: Probe,
  open: (provider: Provider) => Promise<ModelGraph>,
): Promise<ChosenProvider> {
  const reasons: string[] = [];
  const expected = await cpu.run(probe.values, 1, probe.frames, { embedding: true });
  for (const provider of candidates) {
    if (provider === 'cpu') break;
    const tried = await attempt(provider, probe, expected, open);
    if (typeof tried === 'string') reasons.push(tried);
    else {
      await cpu[Symbol.asyncDispose]();
      return { graph: tried, fallbackReason: null };
    }
  }
  return { graph: cpu, fallbackReason: reasons.length > 0 ? reasons.join(' ') : null };
}

/** The provider's graph, or the sentence that says why it cannot be used. */
async function attempt(
  provider: Provider,
  probe: Probe,
  expected: ModelOutput,
  open: (provider: Provider) => Promise<ModelGraph>,
): Promise<ModelGraph | string> {
  let graph: ModelGraph | undefined;
  try {
    graph = await open(provider);
    const difference = largestDifference(
      await graph.run(probe.values, 1, probe.frames, { embedding: true }),
      expected,
    );
    if (difference <= PARITY_TOLERANCE) return graph;
    await graph[Symbol.asyncDispose]();
    return `${provider} gives other numbers than the CPU (largest difference ${difference.toPrecision(2)}).`;
  } catch (cause) {
    await graph?.[Symbol.asyncDispose]();
    return `${provider} cannot be used: ${MezzoError.from(cause).message.split('\n')[0]!.slice(0, 300)}`;
  }
}

/** Largest difference in any output; infinite when a value is not a number or shapes differ. */
export function largestDifference(a: ModelOutput, b: ModelOutput): number {
  const pairs: [Float32Array, Float32Array][] = [
    [a.midLevel, b.midLevel],
    [a.emotions, b.emotions],
    [a.positionMap, b.positionMap],
    [a.embedding ?? new Float32Array(), b.embedding ?? new Float32Array()],
  ];
  let largest = 0;
  for (const [left, right] of pairs) {
    if (left.length !== right.length) return Number.POSITIVE_INFINITY;
    for (let i = 0; i < left.length; i++) {
      const difference = Math.abs(left[i]! - right[i]!);
      if (!(difference <= largest))
        largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    }
  }
  return largest;
}
