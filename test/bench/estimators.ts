import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pearson, spearman } from '../../src-main/engine/explain/agreement.ts';
import { WindowExplaining } from '../../src-main/engine/explain/explain.ts';
import { lime } from '../../src-main/engine/explain/lime.ts';
import { local } from '../../src-main/engine/explain/local.ts';
import { cutExplainedWindow } from '../../src-main/engine/explained-window.ts';
import { positionCount } from '../../src-main/engine/model/positions.ts';
import { openEngine } from '../../src-main/engine/start.ts';
import { median } from './row.ts';

/**
 * What the local estimator is worth (docs/estimator.md): plain LIME at 50,000 samples with three seeds over windows of the demo
 * recordings, and the local estimator at growing numbers of samples with two. Takes about an hour; not part of `npm run bench`.
 * `node test/bench/estimators.ts [WINDOWS] [OUT.json] [FROM [TO]]`: FROM and TO are the windows that
 * this process takes, so that several processes can share the work.
 */

const [windows = '20', out = 'estimators.json', from = '0', to = windows] = process.argv.slice(2);
const LIME_SAMPLES = 50_000;
const LOCAL_SAMPLES = [513, 1025, 2049, 4097, 8193, 16_385];

const home = await mkdtemp(join(tmpdir(), 'mezzo-bench-'));
const engine = await openEngine({ dataFolder: home, provider: 'cpu' });
const model = await engine.models.open();
const { manifest } = model;
const targets = {
  midLevel: manifest.midLevel.map(({ name }) => name),
  emotions: manifest.emotions.map(({ name }) => name),
  head: manifest.head,
};
const names = [...targets.midLevel, ...targets.emotions];
const project = await engine.lastProject();
const places = project.trackIds.flatMap((trackId) => {
  const { duration } = engine.library.tracks.get(trackId);
  const perTrack = Math.ceil(Number(windows) / project.trackIds.length);
  return Array.from({ length: perTrack }, (_, i) => ({ trackId, start: (i * (duration - 10)) / perTrack }));
});

interface Measured {
  readonly window: number;
  readonly components: number;
  readonly lime: { readonly spearman: number; readonly seconds: number };
  readonly local: readonly {
    readonly samples: number;
    readonly spearman: number;
    readonly pearson: number;
    readonly seconds: number;
  }[];
}

const measured: Measured[] = [];
for (const [offset, { trackId, start }] of places.slice(Number(from), Number(to)).entries()) {
  const window = Number(from) + offset;
  const sound = await engine.sounds.of({ trackId, steps: [] });
  const settings = { start, segmenter: 'felzenszwalb', fill: 'silence', regions: [] };
  const { path } = engine.library.tracks.file(trackId);
  const cut = await cutExplainedWindow(sound, model, settings, { ...engine, path });
  const { frames } = cut.spectrogram;
  const explaining = (estimator: typeof local, seed: number, samples: number) =>
    new WindowExplaining(
      {
        components: cut.components,
        estimator,
        targets,
        positions: { count: positionCount(frames, manifest.positions), ...manifest.positions },
        seed,
        predict: (batch) => model.run(batch.windows(), batch.rows, frames),
        compute: engine.compute,
      },
      samples,
    );
  const weightsAt = async (run: WindowExplaining, samples: number) => {
    const { surrogates } = await run.run({ samples });
    return names.map((name) => surrogates.get(name)!.weights);
  };
  const began = performance.now();
  const limes: Float64Array[][] = [];
  for (const seed of [1, 2, 3])
    limes.push(await weightsAt(explaining(lime, seed, LIME_SAMPLES), LIME_SAMPLES));
  const seconds = (performance.now() - began) / 3000;
  const mean = names.map((_, t) =>
    limes[0]![t]!.map((_, c) => limes.reduce((sum, run) => sum + run[t]![c]!, 0) / 3),
  );
  const overTargets = (a: Float64Array[], b: Float64Array[], measure: typeof spearman) =>
    median(names.map((_, t) => measure(a[t]!, b[t]!)));
  const pair = [explaining(local, 11, 20_000), explaining(local, 12, 20_000)] as const;
  const rows = [];
  let spent = 0;
  for (const samples of LOCAL_SAMPLES) {
    const asked = performance.now();
    const [a, b] = [await weightsAt(pair[0], samples), await weightsAt(pair[1], samples)];
    spent += (performance.now() - asked) / 2000;
    rows.push({
      samples: pair[0].samples,
      spearman: overTargets(a, b, spearman),
      pearson: overTargets(a, mean, pearson),
      seconds: spent,
    });
  }
  measured.push({
    window,
    components: cut.components.count,
    lime: { spearman: overTargets(limes[0]!, limes[1]!, spearman), seconds },
    local: rows,
  });
  await writeFile(out, JSON.stringify(measured, null, 1));
  console.log(JSON.stringify(measured.at(-1)));
}

const over = (value: (one: Measured) => number) => median(measured.map(value));
console.log(
  `plain LIME, ${LIME_SAMPLES} samples: Spearman ${over((m) => m.lime.spearman).toFixed(3)}, ${over((m) => m.lime.seconds).toFixed(1)} s`,
);
for (const [i, samples] of LOCAL_SAMPLES.entries())
  console.log(
    `local, ${samples}: Spearman ${over((m) => m.local[i]!.spearman).toFixed(3)}, Pearson to the mean of LIME ${over((m) => m.local[i]!.pearson).toFixed(3)}, ${over((m) => m.local[i]!.seconds).toFixed(2)} s`,
  );
await engine[Symbol.asyncDispose]();
await rm(home, { recursive: true, force: true });
