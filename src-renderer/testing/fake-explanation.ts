import type { Explanation, ExplanationSettings } from '../../src-preload/contract/explanation.ts';
import type { OpenExplanation } from '../stores/explanation.ts';
import { HOP_SECONDS, WINDOW_SECONDS } from './fake-model.ts';

const FRAMES = 215;
const BANDS = 168;
const FRAME_SECONDS = 1024 / 22_050;
const COLUMNS = 9;
const ROWS = 7;

/** An explanation of wavy blocks: nine in time by seven in frequency. */
export function makeExplanation(
  id: string,
  trackId: string,
  settings: ExplanationSettings,
  duration: number,
): Explanation {
  const labels = new Int32Array(FRAMES * BANDS);
  for (let f = 0; f < FRAMES; f++) {
    for (let b = 0; b < BANDS; b++) {
      const column = Math.min(
        COLUMNS - 1,
        Math.max(0, Math.floor(((f + 6 * Math.sin(b / 9)) * COLUMNS) / FRAMES)),
      );
      const row = Math.min(ROWS - 1, Math.max(0, Math.floor(((b + 7 * Math.sin(f / 13)) * ROWS) / BANDS)));
      labels[f * BANDS + b] = column * ROWS + row;
    }
  }
  const bandEdges = Array.from({ length: BANDS + 1 }, (_, b) => 55 * 2 ** ((b - 0.5) / 24));
  const start = Math.round(settings.start / HOP_SECONDS) * HOP_SECONDS;
  const end = Math.min(duration, start + WINDOW_SECONDS);
  const segments = Array.from({ length: COLUMNS * ROWS }, (_, segment) => {
    const column = Math.floor(segment / ROWS);
    const row = segment % ROWS;
    const weight =
      0.12 * Math.sin(segment * 12.9898 + settings.seed + settings.feature.length) * Math.exp(-row / 5);
    const standardError = 0.9 / Math.sqrt(settings.samples);
    const pValue = Math.exp(-((Math.abs(weight) / standardError) ** 1.4));
    return {
      id: segment,
      weight,
      standardError,
      pValue,
      selected: pValue < 0.05,
      source: null,
      interval: null,
      timeRange: [
        start + (column * WINDOW_SECONDS) / COLUMNS,
        start + ((column + 1) * WINDOW_SECONDS) / COLUMNS,
      ] as [number, number],
      frequencyRange: [bandEdges[row * 24]!, bandEdges[(row + 1) * 24]!] as [number, number],
    };
  });
  return {
    id,
    trackId,
    model: { id: 'fake', version: '0.0.1' },
    provider: 'cpu',
    window: { start, end },
    feature: settings.feature,
    segmenter: { name: settings.segmenter, params: { scale: 25, minSize: 40 } },
    selection: settings.selection,
    estimator: settings.estimator,
    fill: settings.fill,
    regions: settings.regions,
    complete: true,
    trust: null,
    randomised: null,
    sourceErrorDb: null,
    samples: settings.samples,
    seed: settings.seed,
    prediction: 0.42,
    intercept: 0.11,
    fidelity: { r2: 0.81, stability: 0.9 },
    note: null,
    segments,
    elapsedMs: 1200,
    createdAt: '2026-01-01T00:00:00.000Z',
    frames: FRAMES,
    bands: BANDS,
    frameSeconds: FRAME_SECONDS,
    bandEdges,
    labels: new Blob([labels]),
  };
}

/** An explanation of dissonance from second 5 of a minute, unpacked as the timeline has it. */
export async function openFakeExplanation(): Promise<OpenExplanation> {
  const settings = {
    feature: 'dissonance',
    start: 5,
    samples: 500,
    seed: 3,
    segmenter: 'felzenszwalb',
    selection: 'corrected',
    estimator: 'local',
    fill: 'silence',
    stability: null,
    regions: [],
  };
  const { labels, ...rest } = makeExplanation('e', 'a', settings, 60);
  return { ...rest, labels: new Int32Array(await labels.arrayBuffer()) };
}
