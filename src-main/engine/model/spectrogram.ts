/**
 * Front-end output the model sees: frames × bands, frame by frame, in the manifest's scale.
 * Frame f belongs to second `(firstFrame + f) · hop / sampleRate` of the recording (its centre, or its start
 * where the manifest's origin is `future`).
 */
export interface Spectrogram {
  readonly frames: number;
  readonly bands: number;
  /** Index of the first frame on the recording's own frame grid. */
  readonly firstFrame: number;
  readonly values: Float32Array;
}
