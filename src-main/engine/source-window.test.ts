import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pcmOf } from './audio/signal.ts';
import { createRandom, sine } from './audio/signals.fixture.ts';
import { inlineCompute } from './explain/compute.fixture.ts';
import { WindowExplaining } from './explain/explain.ts';
import { local } from './explain/local.ts';
import { computeBands } from './model/front-end.ts';
import { levelReference } from './model/level.ts';
import { readManifest } from './model/model-folder.ts';
import type { Moment } from './model/moment.ts';
import { scaleBands } from './model/scaling.ts';
import { samplesOfWindow, sourceWindow } from './source-window.ts';

const { frontEnd } = await readManifest(
  fileURLToPath(new URL('../../models/mezzo-two-level', import.meta.url)),
);
const RATE = 44_100;
const LENGTH = 12 * RATE;
const random = createRandom(8);
const noise = Float32Array.from({ length: LENGTH }, () => 0.1 * (random() - 0.5));
const sources = [
  { name: 'tone', channels: [sine(440, RATE, LENGTH, 0.2)] },
  { name: 'bass', channels: [sine(110, RATE, LENGTH, 0.3)] },
  { name: 'hiss', channels: [noise] },
];
const mix = sources.reduce(
  (sum, { channels }) => sum.map((s, n) => s + channels[0]![n]!),
  new Float32Array(LENGTH),
);

async function spectrogramOf(samples: Float32Array, firstFrame: number, frames: number) {
  const pcm = pcmOf({ sampleRate: RATE, channels: [samples] });
  const whole = await computeBands(pcmOf({ sampleRate: RATE, channels: [mix] }), frontEnd, inlineCompute);
  const bands = await computeBands(pcm, frontEnd, inlineCompute, {
    frameRange: { first: firstFrame, count: frames },
  });
  const reference = levelReference(whole, frontEnd);
  return { spectrogram: scaleBands(bands, frontEnd, reference), reference };
}

async function windowAt(firstFrame: number, frames: number) {
  const { spectrogram, reference } = await spectrogramOf(mix, firstFrame, frames);
  const hop = frontEnd.hop / frontEnd.sampleRate;
  const moment = { firstFrame, frames, start: firstFrame * hop, end: (firstFrame + frames) * hop } as Moment;
  const { start, end } = samplesOfWindow(moment, frontEnd, RATE, LENGTH);
  const [from, to] = [Math.max(0, start), Math.min(LENGTH, end)];
  const separated = {
    start: from,
    end: to,
    errorDb: -300,
    sources: sources.map(({ name, channels }) => ({
      name,
      channels: channels.map((c) => c.slice(from, to)),
    })),
  };
  const cut = await sourceWindow({
    moment,
    spectrogram,
    frontEnd,
    reference,
    sampleRate: RATE,
    length: LENGTH,
    separated,
    seconds: 1,
    compute: inlineCompute,
  });
  return { ...cut, moment, spectrogram };
}

describe.each([0, 30])('sources in spans of time, from frame %i', (firstFrame) => {
  const frames = 217;
  const opening = windowAt(firstFrame, frames);

  test('all of them are the window, and each of them changes it when it is off', async () => {
    const { components, spectrogram } = await opening;
    expect(components.count).toBe(30);
    const out = new Float32Array(2 * components.cells);
    components.compose(new Uint8Array(components.count).fill(1), 1, out);
    expect(out.slice(0, components.cells)).toEqual(spectrogram.values);
    for (let c = 0; c < components.count; c++) {
      const mask = new Uint8Array(components.count).fill(1);
      mask[c] = 0;
      components.compose(mask, 1, out);
      const changed = Array.from(out.slice(0, components.cells)).flatMap((value, i) =>
        value === spectrogram.values[i] ? [] : [i],
      );
      expect(changed.length).toBeGreaterThan(0);
      const at = changed.map((cell) => Math.floor(cell / spectrogram.bands));
      expect(Math.min(...at)).toBeGreaterThanOrEqual(components.firstFrame[c]!);
      expect(Math.max(...at)).toBeLessThan(components.endFrame[c]!);
    }
  });

  test('taking a source away is what the front end makes of the recording without it', async () => {
    const { components, moment, spectrogram } = await opening;
    const [tone] = sources;
    const without = mix.map((sample, n) => sample - tone!.channels[0]![n]!);
    const expected = await spectrogramOf(without, moment.firstFrame, moment.frames);
    const mask = Uint8Array.from(components.extents, ({ source }) => (source === 'tone' ? 0 : 1));
    const out = new Float32Array(components.cells);
    components.compose(mask, 1, out);
    let worst = 0;
    out.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(value - expected.spectrogram.values[i]!));
    });
    expect(worst).toBeLessThan(2e-3);
    expect(spectrogram.values.some((value, i) => Math.abs(value - out[i]!) > 0.1)).toBe(true);
  });

  test('planted evidence: a feature that hears one source in one stretch is explained by it', async () => {
    const { components, spectrogram } = await opening;
    const { bands } = spectrogram;
    const band = spectrogram.values.subarray(100 * bands, 101 * bands);
    const loudest = band.indexOf(Math.max(...band.subarray(40)));
    const explaining = new WindowExplaining(
      {
        components,
        estimator: local,
        targets: { midLevel: ['melodiousness'], emotions: [], head: { weights: [], intercept: [] } },
        positions: { count: 1, stride: 1, receptiveField: frames },
        seed: 1,
        compute: inlineCompute,
        predict: async (batch) => {
          const { rows } = batch;
          const windows = batch.windows();
          const midLevel = Float32Array.from({ length: rows }, (_, i) => {
            let sum = 0;
            for (let f = 90; f < 106; f++) sum += windows[i * components.cells + f * bands + loudest]!;
            return sum / 16;
          });
          return { midLevel, positionMap: midLevel };
        },
      },
      300,
    );
    const { surrogates } = await explaining.run({ samples: 300 });
    const { weights } = surrogates.get('melodiousness')!;
    const best = weights.indexOf(Math.max(...weights));
    expect(components.extents[best]!.source).toBe('tone');
    const [from, to] = components.extents[best]!.timeRange;
    const heard = (98 * frontEnd.hop) / frontEnd.sampleRate;
    expect(from).toBeLessThanOrEqual(heard);
    expect(to).toBeGreaterThanOrEqual(heard - 0.2);
  });

  test('the picture has a lane a source and a column a span', async () => {
    const { labels, components, bandEdges } = await opening;
    expect(bandEdges).toHaveLength(4);
    expect(new Set(labels).size).toBe(components.count);
    expect(labels[0]).toBe(0);
    expect(labels.at(-1)).toBe(components.count - 1);
  });
});
