import type { NamedValues } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Compute } from '../jobs/compute.ts';
import type { Components } from './components.ts';
import { MOST_COMPONENTS } from './explain.ts';
import type { Fill } from './fill.ts';
import type { SpectrogramAxes } from './geometry.ts';
import { segmentComponents } from './segment-components.ts';
import type { Region, Segmenter } from './segmenter.ts';

export interface SpectrogramWindow {
  /** [frames × bands], frame by frame. */
  readonly values: Float32Array;
  readonly frames: number;
  readonly bands: number;
  readonly axes: SpectrogramAxes;
  /** The manifest's fillValue. */
  readonly silence: number;
}

export interface CutOptions {
  readonly segmenter: Segmenter;
  readonly params: NamedValues;
  readonly fill: Fill;
  /** See SegmentInput. */
  readonly regions?: readonly Region[] | undefined;
  readonly compute: Compute;
  readonly signal?: AbortSignal | undefined;
}

/** Segments of a window and the map that says which cell belongs to which, [frames × bands]. */
export interface CutWindow {
  readonly components: Components;
  readonly labels: Int32Array;
}

/**
 * Cuts a window into segments. Throws `bad_request` for a window that does not fit its shape, holds numbers that are not finite or falls
 * into over 6000 segments.
 */
export async function cutWindow(window: SpectrogramWindow, options: CutOptions): Promise<CutWindow> {
  checkWindow(window);
  const { values, frames, bands, axes, silence } = window;
  const { segmenter, params, fill, regions, compute, signal } = options;
  const input = { values, frames, bands, axes, params, regions };
  const labels = await compute.run(segmenter.task, input, { signal });
  const segments = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  if (segments > MOST_COMPONENTS) {
    throw new MezzoError(
      'bad_request',
      `The window falls into ${segments} segments; ${MOST_COMPONENTS} can be explained. Choose a coarser segmenter.`,
    );
  }
  const filled = fill.values({ values, labels, segments, silence });
  return { labels, components: segmentComponents({ values, labels, segments, fill: filled }, bands, axes) };
}

function checkWindow({ values, frames, bands }: SpectrogramWindow): void {
  if (frames < 1 || bands < 1 || values.length !== frames * bands) {
    throw new MezzoError(
      'bad_request',
      `The window to explain holds ${values.length} values, which are not ${frames} frames of ${bands} bands.`,
    );
  }
  if (!values.every(Number.isFinite)) {
    throw new MezzoError('bad_request', 'The window to explain holds values that are not finite numbers.');
  }
}
