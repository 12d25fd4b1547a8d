import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  harmonicPercussive,
  separateHarmonicPercussive,
} from '../../src-main/engine/explain/harmonic-percussive-separator.ts';
import { createRouter } from '../../src-main/engine/router.ts';
import { callDirectly } from '../../src-main/engine/serve.ts';
import { openEngine } from '../../src-main/engine/start.ts';
import { median, printRow, referenceMs } from './row.ts';

/** Explaining one ten-second window through the contract: throughput, the published number of samples, the first picture, memory, and separation. */

const home = await mkdtemp(join(tmpdir(), 'mezzo-bench-'));
const engine = await openEngine({ dataFolder: home, provider: 'cpu' });
const client = callDirectly(createRouter(engine), () => {});
const project = await client.projects.last();
const audio = { trackId: project.trackIds.at(-1)!, steps: [] };
const model = await engine.models.open();
const reference = referenceMs();

interface Run {
  readonly ms: number;
  readonly firstPictureMs: number;
  readonly samples: number;
}

async function explain(seed: number, samples: number, estimator: string): Promise<Run> {
  const began = performance.now();
  let firstPictureMs = Number.NaN;
  let id = '';
  const settings = {
    feature: 'valence',
    start: 10,
    samples,
    seed,
    segmenter: 'felzenszwalb',
    selection: 'corrected',
    estimator,
  };
  for await (const event of await client.explanations.run({ audio, settings })) {
    if (event.kind === 'picture' && Number.isNaN(firstPictureMs)) firstPictureMs = performance.now() - began;
    if (event.kind === 'done') id = event.explanationId;
  }
  const explanation = await client.explanations.get({ explanationId: id });
  return { ms: performance.now() - began, firstPictureMs, samples: explanation.samples };
}

async function bareRate(): Promise<number> {
  const { frames } = model.manifest.window;
  const batch = new Float32Array(16 * frames * model.manifest.frontEnd.bands.count);
  for (let i = 0; i < batch.length; i++) batch[i] = (i * 7919) % 3;
  const began = performance.now();
  for (let i = 0; i < 250; i++) await model.run(batch, 16, frames);
  return (4000 / (performance.now() - began)) * 1000;
}

await client.predictions.moment({ audio, start: 10 });
await explain(0, 513, 'local');

const firsts: number[] = [];
for (const seed of [1, 2, 3]) firsts.push((await explain(seed, 1025, 'local')).firstPictureMs);
printRow({
  what: 'First picture of an explanation, the recording having been predicted',
  value: median(firsts),
  unit: 'ms',
  goal: '1,000 ms',
  met: median(firsts) <= 1000,
  reference: median(firsts) / reference,
});

for (const [estimator, label] of [
  ['lime', 'Plain LIME'],
  ['local', 'Local estimator'],
] as const) {
  const shares: number[] = [];
  const rates: number[] = [];
  for (const seed of [11, 12]) {
    const before = await bareRate();
    const { ms, samples } = await explain(seed, 16_385, estimator);
    rates.push((samples / ms) * 1000);
    shares.push((rates.at(-1)! / ((before + (await bareRate())) / 2)) * 100);
  }
  printRow({
    what: `${label}, 16,385 samples, segmentation, fit and trust figures included (${Math.round(median(shares))} % of bare inference on ready-made batches; goal 70 %)`,
    value: median(rates),
    unit: 'samples/s',
    goal: estimator === 'lime' ? '1,500 samples/s' : '–',
    met: median(rates) >= 1500 && median(shares) >= 70,
  });
}

globalThis.gc?.();
const idle = process.memoryUsage().rss;
let peak = idle;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);
const long = await explain(21, 50_000, 'lime');
clearInterval(watch);
printRow({
  what: 'Plain LIME, 50,000 samples, everything included',
  value: long.ms / 1000,
  unit: 's',
  goal: '40 s',
  met: long.ms <= 40_000,
  reference: long.ms / reference,
});
printRow({
  what: 'Peak memory during that explanation, above idle',
  value: (peak - idle) / 2 ** 20,
  unit: 'MB',
  goal: '400 MB',
  met: peak - idle <= 400 * 2 ** 20,
});

const recording = await engine.recordings.openTrack(audio.trackId);
const { sampleRate } = recording;
const margin = sampleRate;
const channels = await recording.read(5 * sampleRate - margin, 10 * sampleRate + 2 * margin);
const input = {
  channels,
  start: 5 * sampleRate - margin,
  span: [5 * sampleRate, 15 * sampleRate] as const,
  sampleRate,
  margin: harmonicPercussive.defaults.margin!,
};
const times = [0, 1, 2].map(() => {
  const began = performance.now();
  separateHarmonicPercussive(input);
  return performance.now() - began;
});
printRow({
  what: 'Harmonic, percussive and residual of ten stereo seconds at 44.1 kHz, transforms included, one thread',
  value: 10_000 / median(times),
  unit: '× real time',
  goal: '40 × real time',
  met: 10_000 / median(times) >= 40,
});
await engine[Symbol.asyncDispose]();
await rm(home, { recursive: true, force: true });
