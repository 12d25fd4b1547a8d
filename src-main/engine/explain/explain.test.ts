import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCompute } from '../jobs/compute.ts';
import { inlineCompute } from './compute.fixture.ts';
import {
  type ExplainRequest,
  explainWindow,
  type PredictFeatures as Predict,
} from './explain-window.fixture.ts';
import { fillMean } from './fill-mean.ts';
import { fillMinimum } from './fill-minimum.ts';
import { fillSilence } from './fill-silence.ts';
import { floats } from './golden.fixture.ts';
import { Random } from './random.ts';
import { findSegmenter } from './segmenters.ts';
import { findSelection } from './selections.ts';
import type { Surrogate } from './surrogate.ts';
import type { Targets } from './targets.ts';
import { evenAxes } from './window.fixture.ts';

const FRAMES = 60;
const BANDS = 48;

const oneFeature: Targets = { midLevel: ['dissonance'], emotions: [], head: { weights: [], intercept: [] } };
const twoFeatures: Targets = {
  midLevel: ['dissonance', 'articulation'],
  emotions: ['valence', 'arousal'],
  head: {
    weights: [
      [-0.7, 0.2],
      [0.3, 0.9],
    ],
    intercept: [0.1, -0.2],
  },
};

/** Sound all over: no cell is silent and no two are alike. */
function loudWindow(seed = 1): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: FRAMES * BANDS }, () => 1 + random.next() / 2 ** 32);
}

/** A model whose features are given functions of one window. */
function model(...features: ((window: Float32Array) => number)[]): Predict {
  return async (batch, count) => {
    const size = FRAMES * BANDS;
    const windows = Array.from({ length: count }, (_, i) => batch.subarray(i * size, (i + 1) * size));
    return Float32Array.from(windows.flatMap((window) => features.map((feature) => feature(window))));
  };
}

/** Mean level of the rectangle of second `second` and octave `octave`: 20 frames by 24 bands. */
function level(window: Float32Array, second: number, octave: number): number {
  let sum = 0;
  for (let f = 0; f < 20; f++)
    for (let b = 0; b < 24; b++) sum += window[(second * 20 + f) * BANDS + octave * 24 + b]!;
  return sum / 480;
}

const mean = (window: Float32Array) => window.reduce((sum, value) => sum + value, 0) / window.length;

function request(changes: Partial<ExplainRequest> = {}): ExplainRequest {
  const { entry, params } = findSegmenter('grid');
  return {
    spectrogram: loudWindow(),
    frames: FRAMES,
    bands: BANDS,
    axes: evenAxes(BANDS),
    segmenter: entry,
    params,
    fill: fillSilence,
    silence: 0,
    samples: 60,
    seed: 3,
    targets: oneFeature,
    predict: model(mean),
    compute: inlineCompute,
    ...changes,
  };
}

/** Sixty rectangles of 0.25 s by about half an octave. */
const fine = { seconds: 0.25, octaves: 0.4 };

describe('explaining a window', () => {
  test('planted evidence is found, with its sign, its place and nothing else', async () => {
    const predict = model((w) => 2 * level(w, 0, 1) - 3 * level(w, 2, 0));
    const { surrogates, segments } = await explainWindow(request({ predict, samples: 64 }));
    const found = surrogates.get('dissonance')!;
    const { entry, params } = findSelection('corrected');
    expect(Array.from(entry.select(found, params))).toEqual([0, 1, 0, 0, 1, 0]);
    expect(found.weights[1]).toBeGreaterThan(2);
    expect(found.weights[4]).toBeLessThan(-3);
    expect(segments[1]!.timeRange[0]).toBe(0);
    expect(segments[1]!.timeRange[1]).toBeCloseTo(0.975, 9);
    expect(segments[4]!.timeRange[0]).toBeCloseTo(1.975, 9);
    expect(segments[4]!.frequencyRange[0]).toBeCloseTo(55 * 2 ** (-0.5 / 24), 9);
    expect(segments[4]!.frequencyRange[1]).toBeCloseTo(110 * 2 ** (-0.5 / 24), 9);
    expect(found.r2).toBeGreaterThan(0.97);
  });

  test('every segment counts when each matters equally, in a worker thread as well', async () => {
    await using compute = createCompute(1);
    const asked = request({ params: fine, samples: 600 });
    const here = await explainWindow(asked);
    const there = await explainWindow({ ...asked, compute });
    expect(there.surrogates).toEqual(here.surrogates);
    const { entry, params } = findSelection('corrected');
    const found = here.surrogates.get('dissonance')!;
    expect(entry.select(found, params).every((chosen) => chosen === 1)).toBe(true);
  });

  test('same request, same numbers; another seed, other numbers that agree as far as stability says', async () => {
    const noisy = model((w) => level(w, 0, 1) - level(w, 2, 0) + 0.6 * Math.sin(1e4 * mean(w)));
    const asked = request({ params: fine, samples: 300, predict: noisy });
    const first = surrogateOf(await explainWindow(asked));
    expect(surrogateOf(await explainWindow(asked))).toEqual(first);
    const others: Surrogate[] = [];
    for (let seed = 10; seed < 20; seed++) others.push(surrogateOf(await explainWindow({ ...asked, seed })));
    expect(others[0]!.weights).not.toEqual(first.weights);
    const between = others.slice(1).map((other, i) => correlation(other.weights, others[i]!.weights));
    const expected = others.reduce((sum, other) => sum + other.stability, 0) / others.length;
    const found = between.reduce((sum, r) => sum + r, 0) / between.length;
    expect(expected).toBeGreaterThan(0.3);
    expect(expected).toBeLessThan(0.9);
    expect(Math.abs(found - expected)).toBeLessThan(0.1);
  });

  test('standard errors are as large as weights differ between seeds', async () => {
    const predict = model((w) => Math.sin(3 * level(w, 0, 1)) * level(w, 2, 0));
    const asked = request({ params: fine, samples: 250, predict });
    const runs: Surrogate[] = [];
    for (let seed = 0; seed < 40; seed++) runs.push(surrogateOf(await explainWindow({ ...asked, seed })));
    const claimed = average(runs.flatMap((run) => Array.from(run.standardErrors, (e) => e * e)));
    const segments = runs[0]!.weights.length;
    const seen = average(
      Array.from({ length: segments }, (_, s) => {
        const weights = runs.map((run) => run.weights[s]!);
        return average(weights.map((w) => (w - average(weights)) ** 2)) * (40 / 39);
      }),
    );
    expect(Math.sqrt(claimed / seen)).toBeGreaterThan(0.85);
    expect(Math.sqrt(claimed / seen)).toBeLessThan(1.18);
  });

  test('an emotion’s weights are its head’s sum of the mid-level weights', async () => {
    const predict = model(
      (w) => Math.tanh(level(w, 0, 1)),
      (w) => level(w, 1, 1) ** 2,
    );
    const { surrogates } = await explainWindow(
      request({ predict, targets: twoFeatures, params: fine, samples: 200 }),
    );
    const [a, b] = [surrogates.get('dissonance')!, surrogates.get('articulation')!];
    for (const [name, wa, wb, intercept] of [
      ['valence', -0.7, 0.2, 0.1],
      ['arousal', 0.3, 0.9, -0.2],
    ] as const) {
      const emotion = surrogates.get(name)!;
      emotion.weights.forEach((weight, s) => {
        expect(weight).toBeCloseTo(wa * a.weights[s]! + wb * b.weights[s]!, 10);
      });
      expect(emotion.prediction).toBeCloseTo(wa * a.prediction + wb * b.prediction + intercept, 10);
      expect(emotion.intercept).toBeCloseTo(wa * a.intercept + wb * b.intercept + intercept, 10);
    }
  });

  test.each([fillSilence, fillMinimum, fillMean])(
    'every segment changes the input when off, filled with $name',
    async (fill) => {
      const spectrogram = loudWindow();
      const { entry, params } = findSegmenter('felzenszwalb');
      const seen: Float32Array[] = [];
      const predict: Predict = async (batch, count) => {
        for (let i = 0; i < count; i++) seen.push(batch.slice(i * FRAMES * BANDS, (i + 1) * FRAMES * BANDS));
        return new Float32Array(count);
      };
      const asked = request({ spectrogram, segmenter: entry, params, fill, predict, samples: 40 });
      const { labels, segments } = await explainWindow(asked);
      expect(seen[0]).toEqual(spectrogram);
      expect(segments.reduce((sum, segment) => sum + segment.cells, 0)).toBe(FRAMES * BANDS);
      const changed = new Set<number>();
      for (const window of seen)
        window.forEach((value, cell) => {
          if (value !== spectrogram[cell]) changed.add(labels[cell]!);
        });
      expect(changed.size).toBe(segments.length);
      expect(segments.length).toBeGreaterThan(5);
    },
  );

  test('few segments: all masks are used and the seed does not matter', async () => {
    const one = await explainWindow(request({ samples: 64, seed: 1 }));
    const other = await explainWindow(request({ samples: 10_000, seed: 2 }));
    expect(one.exhaustive).toBe(true);
    expect(other.samples).toBe(64);
    expect(other).toEqual(one);
  });
});

describe('odd windows', () => {
  test('silence is one segment without influence', async () => {
    const { entry, params } = findSegmenter('felzenszwalb');
    const spectrogram = new Float32Array(FRAMES * BANDS);
    const found = await explainWindow(request({ spectrogram, segmenter: entry, params }));
    expect(found.segments.length).toBe(1);
    expect(surrogateOf(found)).toMatchObject({ note: 'constant', r2: 0, intercept: 0, prediction: 0 });
    expectFinite(surrogateOf(found));
  });

  test('one segment, one sample, fewer samples than segments: finite numbers and no claim', async () => {
    const whole = { seconds: 100, octaves: 100 };
    for (const changes of [
      { params: whole },
      { params: whole, samples: 1 },
      { samples: 1 },
      { params: fine, samples: 20 },
    ]) {
      const surrogate = surrogateOf(await explainWindow(request(changes)));
      expectFinite(surrogate);
      expect(new Set(surrogate.pValues)).toEqual(new Set([1]));
      expect(surrogate.note).not.toBeNull();
    }
  });

  test('a window of one frame and one band', async () => {
    const changes = { spectrogram: Float32Array.of(1), frames: 1, bands: 1, axes: evenAxes(1) };
    const predict: Predict = async (batch, count) => batch.slice(0, count);
    expectFinite(surrogateOf(await explainWindow(request({ ...changes, predict }))));
  });

  test('weights stay finite and fidelity within 0 … 1 for any model', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.float({ min: Math.fround(-1e6), max: Math.fround(1e6), noNaN: true }),
        async (samples, seed, scale) => {
          const random = new Random(seed);
          const predict: Predict = async (_, count) =>
            Float32Array.from({ length: count }, () => scale * (random.next() / 2 ** 32));
          const surrogate = surrogateOf(
            await explainWindow(request({ samples, seed, predict, params: fine })),
          );
          expectFinite(surrogate);
          expect(surrogate.r2).toBeGreaterThanOrEqual(0);
          expect(surrogate.r2).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 5, numRuns: 25 },
    );
  });

  test.each([
    ['too few values', { spectrogram: new Float32Array(7) }, 'bad_request'],
    ['values that are not numbers', { spectrogram: loudWindow().fill(Number.NaN, 5, 6) }, 'bad_request'],
    ['no samples', { samples: 0 }, 'bad_request'],
    ['half a sample', { samples: 2.5 }, 'bad_request'],
    ['a seed below 0', { seed: -1 }, 'bad_request'],
    ['a model that answers NaN', { predict: model(() => Number.NaN) }, 'model_untrusted'],
    ['a model that answers too little', { predict: async () => new Float32Array(1) }, 'model_untrusted'],
  ])('%s ends in a sentence', async (_, changes, code) => {
    await expect(explainWindow(request(changes))).rejects.toMatchObject({ name: 'MezzoError', code });
  });
});

describe('progress and cancel', () => {
  test('progress counts samples up to the last one', async () => {
    const steps: string[] = [];
    await explainWindow(
      request({ samples: 40, onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`) }),
    );
    expect(steps).toEqual([
      'samples 16/40',
      'samples 32/40',
      'samples 40/40',
      'surrogate 0/1',
      'surrogate 1/1',
    ]);
  });

  test('a cancel ends the work at the next batch', async () => {
    const control = new AbortController();
    let asked = 0;
    const predict: Predict = async (_, count) => {
      asked++;
      if (asked === 3) setImmediate(() => control.abort());
      return new Float32Array(count);
    };
    const work = explainWindow(request({ samples: 5000, params: fine, predict, signal: control.signal }));
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toBe(3);
  });
});

describe('ten seconds of music', () => {
  const [frames, bands] = [215, 168];
  const spectrogram = floats('music-215x168.f32');
  const { entry, params } = findSegmenter('felzenszwalb');
  const music = request({
    spectrogram,
    frames,
    bands,
    axes: evenAxes(bands),
    segmenter: entry,
    params,
    samples: 1000,
  });

  test('two of 254 segments that make the feature are selected, by the published and by the corrected rule', async () => {
    const labels = entry.segment({ ...music, values: spectrogram });
    const cellsOf = (segment: number) => Array.from(labels.keys()).filter((cell) => labels[cell] === segment);
    const [raising, lowering] = [cellsOf(100), cellsOf(201)];
    const loudness = (batch: Float32Array, i: number, cells: number[]) =>
      average(cells.map((cell) => batch[i * spectrogram.length + cell]!));
    const predict: Predict = async (batch, count) =>
      Float32Array.from({ length: count }, (_, i) =>
        Math.tanh(0.2 * loudness(batch, i, raising) - 0.3 * loudness(batch, i, lowering)),
      );
    const { surrogates } = await explainWindow({ ...music, predict });
    const found = surrogates.get('dissonance')!;
    const chosen = (setting: string) => {
      const rule = findSelection(setting);
      return Array.from(rule.entry.select(found, rule.params).entries()).flatMap(([s, on]) =>
        on ? [s] : [],
      );
    };
    expect(found.weights[100]).toBeGreaterThan(0);
    expect(found.weights[201]).toBeLessThan(0);
    expect(chosen('published')).toEqual([100, 201]);
    expect(chosen('top:count=2')).toEqual([100, 201]);
    expect(chosen('corrected')).toEqual(expect.arrayContaining([100, 201]));
    expect(chosen('corrected').length).toBeLessThan(6);
  });

  test('segments hold at least 40 cells and lie within the window', async () => {
    const predict: Predict = async (_, count) => new Float32Array(count);
    const { segments } = await explainWindow({ ...music, predict, samples: 2 });
    expect(segments.length).toBe(254);
    for (const { timeRange, frequencyRange, cells } of segments) {
      expect(cells).toBeGreaterThanOrEqual(40);
      expect(timeRange[0]).toBeGreaterThanOrEqual(0);
      expect(timeRange[1]).toBeLessThanOrEqual(frames * 0.05);
      expect(timeRange[1]).toBeGreaterThan(timeRange[0]);
      expect(frequencyRange[1]).toBeGreaterThan(frequencyRange[0]);
    }
  });
});

function surrogateOf({ surrogates }: { surrogates: ReadonlyMap<string, Surrogate> }): Surrogate {
  return surrogates.get('dissonance')!;
}

function expectFinite(surrogate: Surrogate): void {
  const { weights, standardErrors, pValues, r2, intercept, prediction, stability } = surrogate;
  const all = [...weights, ...standardErrors, ...pValues, r2, intercept, prediction, stability];
  expect(all.filter((value) => !Number.isFinite(value))).toEqual([]);
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  const [mx, my] = [average(x), average(y)];
  const product = average(x.map((value, i) => (value - mx) * (y[i]! - my)));
  const spread = (list: number[], m: number) => Math.sqrt(average(list.map((value) => (value - m) ** 2)));
  return product / (spread(x, mx) * spread(y, my));
}
