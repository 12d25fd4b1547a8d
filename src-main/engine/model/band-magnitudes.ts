/**
 * Band magnitudes before scaling, frame by frame: values[(frame − firstFrame) · bands + band] ≥ 0. Linear in amplitude,
 * so a level reference can be applied afterwards and one picture serves every reference.
 */
export interface BandMagnitudes {
  /** Index of the first frame on the recording's own frame grid. */
  readonly firstFrame: number;
  readonly frames: number;
  readonly bands: number;
  readonly values: Float32Array;
  /** Largest absolute sample of the mono signal (at the front end's rate) in the stretch the frames are placed in. */
  readonly peak: number;
  /** Samples that were no audio (not a number, infinite, or absurdly large) and were read as silence. */
  readonly damagedSamples: number;
}

/** A copy in which the frames of `replacement` stand for the old ones; it must lie inside. The old peak is kept. */
export function replaceFrames(whole: BandMagnitudes, replacement: BandMagnitudes): BandMagnitudes {
  const at = replacement.firstFrame - whole.firstFrame;
  if (replacement.bands !== whole.bands || at < 0 || at + replacement.frames > whole.frames) {
    throw new RangeError('The replacement frames do not lie inside the band magnitudes they replace.');
  }
  const values = whole.values.slice();
  values.set(replacement.values, at * whole.bands);
  return { ...whole, values };
}

/** The frames [first, first + count), sharing memory. `first` counts on the recording's grid. */
export function framesOf(whole: BandMagnitudes, first: number, count: number): BandMagnitudes {
  const at = first - whole.firstFrame;
  if (at < 0 || at + count > whole.frames) {
    throw new RangeError(`Frames ${first} to ${first + count} are not among the band magnitudes.`);
  }
  const values = whole.values.subarray(at * whole.bands, (at + count) * whole.bands);
  return { ...whole, firstFrame: first, frames: count, values };
}

/** The same magnitudes with silent frames added at the end, up to `frames` frames. */
export function padFrames(whole: BandMagnitudes, frames: number): BandMagnitudes {
  if (frames <= whole.frames) return whole;
  const values = new Float32Array(frames * whole.bands);
  values.set(whole.values);
  return { ...whole, frames, values };
}
