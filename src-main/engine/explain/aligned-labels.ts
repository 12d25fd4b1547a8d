/** The components of a window as a picture; frame f lies f · frameSeconds from its start. */
export interface LabelPicture {
  /** Component of each cell, [picture.frames × picture.bands]. */
  readonly labels: Int32Array;
  readonly picture: {
    readonly frames: number;
    readonly bands: number;
    readonly frameSeconds: number;
    readonly bandEdges: readonly number[];
  };
}

/**
 * The segments of a window in the recording's time, where the sound has another tempo: `placed` gives the recording's second for one of the
 * window. Frames lie as close as the slowest part of the window needs, so that no segment is lost between two of them.
 */
export function alignedLabels(
  { labels, picture }: LabelPicture,
  placed: (second: number) => number,
): LabelPicture {
  const { frames, bands, frameSeconds } = picture;
  const places = Float64Array.from({ length: frames + 1 }, (_, f) => placed(f * frameSeconds));
  const start = places[0]!;
  let step = frameSeconds;
  for (let f = 0; f < frames; f++) step = Math.min(step, places[f + 1]! - places[f]!);
  const count = Math.max(1, Math.round((places[frames]! - start) / step));
  const aligned = new Int32Array(count * bands);
  let f = 0;
  for (let i = 0; i < count; i++) {
    const second = start + i * step;
    while (f < frames - 1 && second - places[f]! > places[f + 1]! - second) f++;
    aligned.set(labels.subarray(f * bands, (f + 1) * bands), i * bands);
  }
  return { labels: aligned, picture: { ...picture, frames: count, frameSeconds: step } };
}
