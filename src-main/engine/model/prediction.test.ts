import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { pcmOf, type Signal } from '../audio/signal.ts';
import { createCompute } from '../jobs/compute.ts';
import { frameToSeconds } from './framing.ts';
import { computeBands, framesTouched } from './front-end.ts';
import { goldenSignal } from './golden-signal.fixture.ts';
import { loadModel, type Model } from './model.ts';
import { momentAt } from './moment.ts';
import { positionCount } from './positions.ts';
import { analyse, updateAnalysis } from './prediction.ts';
import { scaleBands } from './scaling.ts';
import { tinyModel } from './tiny-model.fixture.ts';

const compute = createCompute(2);
let model: Model;
beforeAll(async () => {
  model = await loadModel(tinyModel, { provider: 'cpu', compute });
});
afterAll(async () => {
  await model[Symbol.asyncDispose]();
  await compute[Symbol.asyncDispose]();
});

const sampleRate = 16_000;
/** Long enough for several chunks of the graph: 1250 frames. */
const recording: Signal = goldenSignal(40, sampleRate, 1);
const [W, H, M, E, BANDS] = [48, 16, 3, 2, 48];

function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

describe('predicting a recording', () => {
  it('once over the whole equals judging it window by window', async () => {
    const analysis = await analyse(pcmOf(recording), model, compute);
    expect(analysis.windows.count).toBe(Math.floor((1250 - W) / H) + 1);
    expect(analysis.curves.length).toBe(analysis.windows.count * (M + E));
    const { values } = scaleBands(analysis.bands, model.manifest.frontEnd, analysis.reference);
    for (let w = 0; w < analysis.windows.count; w++) {
      const window = values.slice(w * H * BANDS, (w * H + W) * BANDS);
      const { midLevel, emotions } = await model.run(window, 1, W);
      const row = analysis.curves.subarray(w * (M + E), (w + 1) * (M + E));
      expect(farthest(row, [...midLevel, ...emotions])).toBeLessThan(1e-5);
    }
    expect(
      farthest(analysis.curves.subarray(0, M + E), analysis.curves.subarray(5 * (M + E), 6 * (M + E))),
    ).toBeGreaterThan(0.01);
  });

  it('sums the recording up as the model’s own answer to all of it', async () => {
    const analysis = await analyse(pcmOf(recording), model, compute);
    const { values, frames } = scaleBands(analysis.bands, model.manifest.frontEnd, analysis.reference);
    const { midLevel, emotions } = await model.run(values, 1, frames);
    expect(farthest(Object.values(analysis.summary.midLevel), midLevel)).toBeLessThan(1e-5);
    expect(farthest(Object.values(analysis.summary.emotions), emotions)).toBeLessThan(1e-5);
    for (const [name, { intercept, effects }] of Object.entries(analysis.summary.effects)) {
      const sum = Object.values(effects).reduce((total, effect) => total + effect, intercept);
      expect(Math.abs(sum - analysis.summary.emotions[name]!)).toBeLessThan(1e-5);
    }
  });

  it('gives the same numbers again', async () => {
    const first = await analyse(pcmOf(recording), model, compute);
    const second = await analyse(pcmOf(recording), model, compute);
    expect(second.curves).toEqual(first.curves);
    expect(second.summary).toEqual(first.summary);
  });

  it('does not depend on how loud it was recorded', async () => {
    const quiet = { sampleRate, channels: [recording.channels[0]!.map((x) => x * 0.1)] };
    const loud = await analyse(pcmOf(recording), model, compute);
    const soft = await analyse(pcmOf(quiet), model, compute);
    expect(farthest(soft.curves, loud.curves)).toBeLessThan(1e-3);
    // Against the original's reference, though, turning down is heard.
    const edit = await analyse(pcmOf(quiet), model, compute, { reference: loud.reference });
    expect(farthest(edit.curves, loud.curves)).toBeGreaterThan(0.01);
  });

  it('tells its progress and can be cancelled', async () => {
    const steps: number[] = [];
    await analyse(pcmOf(recording), model, compute, { onProgress: (fraction) => steps.push(fraction) });
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
    const signal = AbortSignal.abort();
    const stopped = analyse(pcmOf(recording), model, compute, { signal }).catch((cause: unknown) =>
      MezzoError.from(cause),
    );
    expect(await stopped).toMatchObject({ code: 'cancelled' });
  });
});

describe('predicting an edit again', () => {
  it.each([
    [7.1, 9.4],
    [0, 0.5],
    [39.2, 40],
    [0, 40],
  ])('from %f to %f s equals predicting all of it', async (from, to) => {
    const [first, last] = [Math.round(from * sampleRate), Math.round(to * sampleRate)];
    const edited = { sampleRate, channels: [recording.channels[0]!.slice()] };
    for (let n = first; n < last; n++) edited.channels[0]![n]! *= 0.2;
    const original = await analyse(pcmOf(recording), model, compute);
    const whole = await analyse(pcmOf(edited), model, compute, { reference: original.reference });
    const { frontEnd } = model.manifest;
    const frameRange = framesTouched(pcmOf(recording), frontEnd, first, last);
    const changed = await computeBands(pcmOf(edited), frontEnd, compute, { frameRange });
    const updated = await updateAnalysis(original, changed, model);
    expect(updated.bands.values).toEqual(whole.bands.values);
    expect(farthest(updated.positionMap, whole.positionMap)).toBeLessThan(1e-5);
    expect(farthest(updated.curves, whole.curves)).toBeLessThan(1e-5);
    expect(
      farthest(Object.values(updated.summary.midLevel), Object.values(whole.summary.midLevel)),
    ).toBeLessThan(1e-5);
    expect(farthest(updated.curves, original.curves)).toBeGreaterThan(1e-3);
  });

  it('judges only the positions that see a changed frame', async () => {
    const original = await analyse(pcmOf(recording), model, compute);
    const judged: number[] = [];
    const counting: Model = {
      ...model,
      run: (values, batch, frames) => {
        judged.push(positionCount(frames, model.manifest.positions));
        return model.run(values, batch, frames);
      },
    };
    const frameRange = { first: 400, count: 20 };
    const same = await computeBands(pcmOf(recording), model.manifest.frontEnd, compute, { frameRange });
    await updateAnalysis(original, same, counting);
    // Frames 400 … 419 are seen by positions 195 … 209, each from its frame 2 i to 2 i + 10.
    expect(judged).toEqual([15]);
  });
});

describe('a moment', () => {
  it('on the grid of windows has the numbers of the curve', async () => {
    const analysis = await analyse(pcmOf(recording), model, compute);
    for (const w of [0, 7, analysis.windows.count - 1]) {
      const moment = momentAt(analysis, model, w * analysis.hopSeconds);
      expect(moment.firstFrame).toBe(w * H);
      const row = analysis.curves.subarray(w * (M + E), w * (M + E) + M);
      expect(farthest(Object.values(moment.judgement.midLevel), row)).toBeLessThan(1e-6);
    }
  });

  it('anywhere starts within a position of where it was asked for, and never runs over the end', async () => {
    const analysis = await analyse(pcmOf(recording), model, compute);
    const positionSeconds = frameToSeconds(2, model.manifest.frontEnd);
    for (const start of [0.333, 12.34, 30.01]) {
      const moment = momentAt(analysis, model, start);
      expect(Math.abs(moment.start - start)).toBeLessThanOrEqual(positionSeconds / 2 + 1e-9);
      expect(moment.end - moment.start).toBeCloseTo(analysis.windowSeconds, 9);
    }
    const last = momentAt(analysis, model, 1e6);
    expect(last.end).toBeLessThanOrEqual(40);
    expect(last.firstFrame + last.frames).toBeLessThanOrEqual(1250);
  });
});

describe('recordings that are less than usual', () => {
  const cut = (seconds: number) =>
    pcmOf({ sampleRate, channels: [recording.channels[0]!.slice(0, seconds * sampleRate)] });

  it('shorter than a window: one shorter window, with a warning', async () => {
    const analysis = await analyse(cut(1), model, compute);
    expect(analysis.windows.count).toBe(1);
    expect(analysis.windowSeconds).toBe(1);
    expect(analysis.warnings.join()).toMatch(/judged as one shorter window/);
    expect(momentAt(analysis, model, 0.9)).toMatchObject({ start: 0, end: 1 });
    expect(farthest(analysis.curves.subarray(0, M), Object.values(analysis.summary.midLevel))).toBeLessThan(
      1e-6,
    );
  });

  it('shorter than the receptive field: silence is added, with a warning', async () => {
    const analysis = await analyse(cut(0.05), model, compute);
    expect(analysis.positions).toBe(1);
    expect(analysis.warnings.join()).toMatch(/silence was added/);
    expect(analysis.curves.every(Number.isFinite)).toBe(true);
    expect(momentAt(analysis, model, 0)).toMatchObject({ firstFrame: 0, start: 0, end: 0.05 });
  });

  it('silent: finite numbers, with a warning', async () => {
    const analysis = await analyse(
      pcmOf({ sampleRate, channels: [new Float32Array(5 * sampleRate)] }),
      model,
      compute,
    );
    expect(analysis.warnings.join()).toMatch(/silent/);
    expect(analysis.curves.every(Number.isFinite)).toBe(true);
  });

  it('with damaged samples: finite numbers, with a warning that counts them', async () => {
    const channel = recording.channels[0]!.slice(0, 5 * sampleRate);
    channel.fill(Number.NaN, 1000, 1010);
    const analysis = await analyse(pcmOf({ sampleRate, channels: [channel] }), model, compute);
    expect(analysis.warnings.join()).toMatch(/10 samples/);
    expect(analysis.curves.every(Number.isFinite)).toBe(true);
  });

  it('usual: no warning', async () => {
    expect((await analyse(cut(5), model, compute)).warnings).toEqual([]);
  });
});
