import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Explanation } from '../../../src-preload/contract/explanation.ts';

/**
 * The segments of one explanation over its window: `labels` is [frames × bands], frame by frame, values are segment ids.
 * Frame f is centred at start + f · frameSeconds; band b spans bandEdges[b] … bandEdges[b + 1] Hz.
 */
export interface SegmentMap {
  readonly explanationId: string;
  /** Seconds from the start of the recording. */
  readonly start: number;
  readonly end: number;
  readonly frames: number;
  readonly bands: number;
  readonly frameSeconds: number;
  readonly bandEdges: readonly number[];
  readonly labels: Int32Array;
}

/** Explanation id → its segments: what the targets of an edit list are looked up in. */
export type SegmentMaps = ReadonlyMap<string, SegmentMap>;

type Picture = Pick<Explanation, 'id' | 'window' | 'frames' | 'bands' | 'frameSeconds' | 'bandEdges'>;

/** The segment map of an explanation whose labels have been read. Throws `bad_request` when the sizes disagree. */
export function segmentMap(explanation: Picture, labels: Int32Array): SegmentMap {
  const { id, window, frames, bands, frameSeconds, bandEdges } = explanation;
  const consistent =
    frames > 0 &&
    bands > 0 &&
    frameSeconds > 0 &&
    labels.length === frames * bands &&
    bandEdges.length === bands + 1 &&
    bandEdges.every((edge, b) => b === 0 || edge >= bandEdges[b - 1]!);
  if (!consistent)
    throw new MezzoError(
      'bad_request',
      `The segments of explanation ${id} do not fit its spectrogram of ${frames} frames and ${bands} bands. Explain this moment again.`,
    );
  return {
    explanationId: id,
    start: window.start,
    end: window.end,
    frames,
    bands,
    frameSeconds,
    bandEdges,
    labels,
  };
}

/** 1 where a cell belongs to one of the segments, else 0: [frames × bands]. Throws `not_found` for an id nobody has. */
export function chosenCells(map: SegmentMap, segmentIds: readonly number[]): Uint8Array {
  const wanted = new Set(segmentIds);
  const missing = new Set(wanted);
  const cells = new Uint8Array(map.labels.length);
  for (let i = 0; i < cells.length; i++) {
    const label = map.labels[i]!;
    if (!wanted.has(label)) continue;
    cells[i] = 1;
    missing.delete(label);
  }
  if (missing.size > 0)
    throw new MezzoError(
      'not_found',
      `Explanation ${map.explanationId} has no segment ${[...missing].join(', ')}. Select the segments again.`,
    );
  return cells;
}
