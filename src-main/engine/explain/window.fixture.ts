import type { SpectrogramAxes } from './geometry.ts';

/** Axes for tests: 50 ms a frame, quarter-tone bands from 55 Hz. */
export function evenAxes(bands: number): SpectrogramAxes {
  const edges = Float64Array.from({ length: bands + 1 }, (_, b) => 55 * 2 ** ((b - 0.5) / 24));
  return { frameSeconds: 0.05, firstCentre: 0, bandEdges: edges };
}
