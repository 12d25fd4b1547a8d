import type { Components } from './components.ts';
import { type SpectrogramAxes, segmentExtents } from './geometry.ts';
import { createComposer, type SegmentedWindow } from './perturbation.ts';

/** The segments of a label map [frames × bands] as components. */
export function segmentComponents(window: SegmentedWindow, bands: number, axes: SpectrogramAxes): Components {
  const { values, labels, segments, fill } = window;
  const firstFrame = new Int32Array(segments).fill(Math.ceil(values.length / bands));
  const endFrame = new Int32Array(segments);
  const loudness = new Float64Array(segments);
  for (let cell = 0; cell < labels.length; cell++) {
    const segment = labels[cell]!;
    const frame = Math.floor(cell / bands);
    firstFrame[segment] = Math.min(firstFrame[segment]!, frame);
    endFrame[segment] = Math.max(endFrame[segment]!, frame + 1);
    loudness[segment]! += Math.abs(values[cell]! - fill[segment]!);
  }
  return {
    count: segments,
    extents: segmentExtents(labels, segments, bands, axes).map((extent) => ({ ...extent, source: null })),
    firstFrame,
    endFrame,
    loudness,
    cells: values.length,
    compose: createComposer(window),
    segmented: window,
  };
}
