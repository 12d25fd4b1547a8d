import { setImmediate } from 'node:timers/promises';
import type { NamedValues } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Compute } from '../jobs/compute.ts';
import type { Fill } from './fill.ts';
import { type SegmentExtent, type SpectrogramAxes, segmentExtents } from './geometry.ts';
import { locality } from './kernel.ts';
import { type MaskSequence, maskSequence } from './masks.ts';
import { addSample, type NormalEquations, normalEquations } from './normal-equations.ts';
import { composeWindows, type SegmentedWindow } from './perturbation.ts';
import type { Segmenter } from './segmenter.ts';
import { type Surrogate, surrogateTask } from './surrogate.ts';
import { type Targets, targetNames, targetValues } from './targets.ts';

/** How many perturbed windows go to the model at once. */
export const BATCH = 16;

/** The regression holds segments² numbers: 288 MB at this many. */
const MOST_SEGMENTS = 6000;

/**
 * The model's mid-level values [count × midLevel] of `count` windows in `batch` [≥ count × frames × bands].
 * The batch is the caller's and is not changed until the promise settles.
 */
export type Predict = (batch: Float32Array, count: number) => Promise<Float32Array>;

export type ExplainStep = 'segments' | 'samples' | 'surrogate';

export interface ExplainRequest {
  /** The window, [frames × bands], frame by frame. */
  readonly spectrogram: Float32Array;
  readonly frames: number;
  readonly bands: number;
  readonly axes: SpectrogramAxes;
  readonly segmenter: Segmenter;
  readonly params: NamedValues;
  readonly fill: Fill;
  /** The manifest's fillValue. */
  readonly silence: number;
  /** 1 … 10 000 000 perturbed windows, the unperturbed one included. */
  readonly samples: number;
  readonly seed: number;
  readonly targets: Targets;
  readonly predict: Predict;
  readonly compute: Compute;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: ExplainStep, done: number, total: number) => void) | undefined;
}

export interface WindowExplanation {
  /** Segment of each cell, [frames × bands]; ids run from 0, and `segments[id]` says where each lies. */
  readonly labels: Int32Array;
  readonly segments: readonly SegmentExtent[];
  /** Perturbed windows the model was asked about; fewer than requested when all 2ⁿ masks are fewer. */
  readonly samples: number;
  /** True when every possible mask was used, so that nothing depends on the seed. */
  readonly exhaustive: boolean;
  /** One surrogate for every mid-level feature and emotion, by name. */
  readonly surrogates: ReadonlyMap<string, Surrogate>;
}

/**
 * LIME for one window (Ribeiro et al. 2016; for music Haunschmid et al. 2019): cuts the spectrogram into segments, asks
 * the model about windows with random segments switched off, and fits one weighted linear surrogate to every
 * mid-level feature and emotion. The same request gives the same numbers as long as the model does.
 *
 * Throws `cancelled` at the next batch after the signal is aborted, `bad_request` for a window that does not fit its shape,
 * holds numbers that are not finite or falls into over 6000 segments, `model_untrusted` if the model answers wrongly.
 */
export async function explainWindow(request: ExplainRequest): Promise<WindowExplanation> {
  checkRequest(request);
  const { bands, axes, onProgress } = request;
  onProgress?.('segments', 0, 1);
  const window = await segmentWindow(request);
  onProgress?.('segments', 1, 1);
  const masks = maskSequence(window.segments, request.samples, request.seed);
  const sums = await sample(request, window, masks);
  onProgress?.('surrogate', 0, 1);
  const surrogates = await fitTargets(request, sums);
  onProgress?.('surrogate', 1, 1);
  return {
    labels: window.labels,
    segments: segmentExtents(window.labels, window.segments, bands, axes),
    samples: masks.total,
    exhaustive: masks.exhaustive,
    surrogates,
  };
}

function checkRequest({ spectrogram, frames, bands, samples, seed }: ExplainRequest): void {
  if (frames < 1 || bands < 1 || spectrogram.length !== frames * bands) {
    throw new MezzoError(
      'bad_request',
      `The window to explain holds ${spectrogram.length} values, which are not ${frames} frames of ${bands} bands.`,
    );
  }
  if (!spectrogram.every(Number.isFinite)) {
    throw new MezzoError('bad_request', 'The window to explain holds values that are not finite numbers.');
  }
  if (!Number.isInteger(samples) || samples < 1 || samples > 1e7) {
    throw new MezzoError('bad_request', `An explanation takes 1 to 10 000 000 samples, not ${samples}.`);
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new MezzoError('bad_request', `A seed is a whole number from 0 to 2^53 − 1, not ${seed}.`);
  }
}

async function segmentWindow(request: ExplainRequest): Promise<SegmentedWindow> {
  const {
    spectrogram: values,
    frames,
    bands,
    axes,
    params,
    segmenter,
    fill,
    silence,
    compute,
    signal,
  } = request;
  const labels = await compute.run(segmenter.task, { values, frames, bands, axes, params }, { signal });
  const segments = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  if (segments > MOST_SEGMENTS) {
    throw new MezzoError(
      'bad_request',
      `The window falls into ${segments} segments; ${MOST_SEGMENTS} can be explained. Choose a coarser segmenter.`,
    );
  }
  return { values, labels, segments, fill: fill.values({ values, labels, segments, silence }) };
}

/** A batch of masks and the windows they make; two of them, so that one is composed while the model hears the other. */
interface Batch {
  readonly masks: Uint8Array;
  readonly windows: Float32Array;
  count: number;
}

async function sample(
  request: ExplainRequest,
  window: SegmentedWindow,
  masks: MaskSequence,
): Promise<NormalEquations> {
  const { targets, predict, signal, onProgress } = request;
  const sums = normalEquations(window.segments, targetNames(targets).length);
  const size = Math.min(BATCH, masks.total);
  let [batch, spare] = [newBatch(window, size), newBatch(window, size)];
  compose(batch, window, masks, masks.total);
  for (let done = 0; done < masks.total; ) {
    throwIfCancelled(signal);
    const answer = predict(batch.windows, batch.count);
    compose(spare, window, masks, masks.total - done - batch.count);
    addBatch(sums, batch, await answer, targets);
    done += batch.count;
    onProgress?.('samples', done, masks.total);
    [batch, spare] = [spare, batch];
    // Lets a cancel through even when the model answers at once.
    await setImmediate();
  }
  throwIfCancelled(signal);
  return sums;
}

function newBatch(window: SegmentedWindow, size: number): Batch {
  return {
    masks: new Uint8Array(size * window.segments),
    windows: new Float32Array(size * window.values.length),
    count: size,
  };
}

function compose(batch: Batch, window: SegmentedWindow, masks: MaskSequence, left: number): void {
  const n = window.segments;
  batch.count = Math.min(left, batch.masks.length / n);
  for (let i = 0; i < batch.count; i++) masks.next(batch.masks.subarray(i * n, (i + 1) * n));
  composeWindows(window, batch.masks, batch.count, batch.windows);
}

function addBatch(sums: NormalEquations, batch: Batch, answer: Float32Array, targets: Targets): void {
  const features = targets.midLevel.length;
  if (answer.length < batch.count * features || !answer.every(Number.isFinite)) {
    throw new MezzoError(
      'model_untrusted',
      'The model gave no finite number for a window with parts switched off. Verify the model or choose another.',
    );
  }
  const n = sums.segments;
  const y = new Float64Array(sums.targets);
  for (let i = 0; i < batch.count; i++) {
    const mask = batch.masks.subarray(i * n, (i + 1) * n);
    let kept = 0;
    for (let s = 0; s < n; s++) kept += mask[s]!;
    targetValues(targets, answer.subarray(i * features, (i + 1) * features), y);
    addSample(sums, mask, y, locality(kept, n));
  }
}

async function fitTargets(request: ExplainRequest, sums: NormalEquations): Promise<Map<string, Surrogate>> {
  const { compute, signal, targets } = request;
  const transfer = [sums.gram.buffer as ArrayBuffer];
  const surrogates = await compute.run(surrogateTask, sums, { signal, transfer });
  return new Map(targetNames(targets).map((name, i) => [name, surrogates[i]!]));
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MezzoError('cancelled', 'The explanation was cancelled.');
}
