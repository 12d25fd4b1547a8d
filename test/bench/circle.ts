import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouter } from '../../src-main/engine/router.ts';
import { callDirectly } from '../../src-main/engine/serve.ts';
import { openEngine } from '../../src-main/engine/start.ts';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import { median, printRow, referenceMs } from './row.ts';

/** Explaining and editing a ten-second window, through the contract, on the shipped model and a demo recording. */

const home = await mkdtemp(join(tmpdir(), 'mezzo-bench-'));
const engine = await openEngine({ dataFolder: home });
const client = callDirectly(createRouter(engine), () => {});
const window = 10;

async function timed<Result>(work: () => Promise<Result>): Promise<[number, Result]> {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
}

async function explain(seed: number, samples: number): Promise<string> {
  const settings = {
    feature: 'minorness',
    start: window,
    samples,
    seed,
    segmenter: 'felzenszwalb',
    selection: 'corrected',
  };
  for await (const event of await client.explanations.run({ audio, settings }))
    if (event.kind === 'done') return event.explanationId;
  throw new Error('no explanation came');
}

const project = await client.projects.last();
const trackId = project.trackIds[0]!;
const audio = { trackId, steps: [] };
try {
  const reference = referenceMs();
  await client.predictions.moment({ audio, start: window });
  await explain(0, 64);
  const times: number[] = [];
  for (const seed of [1, 2, 3]) times.push((await timed(() => explain(seed, 1000)))[0]);
  const lime = median(times);
  printRow({
    what: 'LIME, 10-second window, 1,000 samples (Felzenszwalb segments, all features and emotions)',
    value: lime / 1000,
    unit: 's',
    goal: '3 s',
    met: lime <= 3000,
    reference: lime / reference,
  });

  const model = await engine.models.open();
  const { frames } = model.manifest.window;
  const batch = new Float32Array(16 * frames * model.manifest.frontEnd.bands.count);
  const bare = await timed(async () => {
    for (let i = 0; i < 63; i++) await model.run(batch, 16, frames);
  });
  const share = bare[0] / lime;
  printRow({
    what: `Bare inference of as many ready-made windows (${Math.round(share * 100)} % of the time above)`,
    value: bare[0] / 1000,
    unit: 's',
    goal: '–',
    met: true,
    reference: bare[0] / reference,
  });

  const explanation = await client.explanations.get({ explanationId: await explain(1, 1000) });
  const ids = explanation.segments
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => id)
    .slice(0, 40);
  const step = (gainDb: number): EditStep => ({
    id: 's',
    name: 's',
    target: { kind: 'segments', explanationId: explanation.id, segmentIds: ids },
    complement: false,
    gainDb,
    bypassed: false,
  });
  const start = Math.round(explanation.window.start * 44_100);
  const sound: number[] = [];
  const prediction: number[] = [];
  for (let i = 0; i < 12; i++) {
    const edited = { trackId, steps: [step(-1 - i / 4)] };
    const began = performance.now();
    const predicted = client.predictions
      .shift({ audio: edited, start: explanation.window.start })
      .then(() => prediction.push(performance.now() - began));
    await client.audio.read({ audio: edited, start, frames: 11_025 });
    sound.push(performance.now() - began);
    await predicted;
  }
  printRow({
    what: 'Gain changed → first 250 ms of new audio, prediction running beside it',
    value: median(sound),
    unit: 'ms',
    goal: '150 ms',
    met: median(sound) <= 150,
    reference: median(sound) / reference,
  });
  printRow({
    what: 'Gain changed → new prediction of the 10-second window',
    value: median(prediction),
    unit: 'ms',
    goal: '400 ms',
    met: median(prediction) <= 400,
    reference: median(prediction) / reference,
  });
} finally {
  await engine[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
}
