import { join, resolve } from 'node:path';
import { excerpt, flacBytes } from '../engine/audio/excerpt.ts';
import { nameForMessages, writeError } from '../engine/audio/storage-error.ts';
import { writeWhole } from '../engine/audio/whole-file.ts';
import { demoFiles } from '../engine/demo.ts';
import { shiftOf } from '../engine/edit/shift.ts';
import type { Engine } from '../engine/engine.ts';
import { explanationPicture } from '../engine/explain/picture.ts';
import { beginExplanation, explainNow } from '../engine/explaining.ts';
import type { ExplainProgress } from '../engine/explanation-run.ts';
import { makeFolder } from '../engine/library/make-folder.ts';
import type { Model } from '../engine/model/model.ts';
import { momentAt } from '../engine/model/moment.ts';
import { editedSound, noTargets } from '../engine/sounds.ts';
import { demoFolder } from '../engine/start.ts';
import type { Arguments } from './arguments.ts';
import { pictureOf, withSteps } from './explanation-folder.ts';
import type { Output } from './output.ts';
import { predictFile, signed } from './predict.ts';
import { type CircleResult, reportHtml } from './report.ts';
import { segmentSteps } from './segment-steps.ts';
import { openModel, withEngine } from './with-engine.ts';

/** Where in a demo recording the circle is shown, in seconds. */
const SHOWN_AT = 10;

/** The whole circle on the demo recordings: sentences on stdout, and a report as one HTML file. */
export function demo(args: Arguments, output: Output): Promise<number> {
  return withEngine(args, output, async (engine) => {
    const folder = resolve(args.values.out ?? 'mezzo-demo');
    await makeFolder(folder).catch((cause: unknown) => {
      throw writeError(cause, nameForMessages(folder));
    });
    const model = await openModel(engine, args, output);
    const results: CircleResult[] = [];
    for (const { path, name } of await demoFiles(demoFolder())) {
      const result = await circle(engine, model, path, name, output);
      output.result(result.editSentence);
      results.push(result);
    }
    const report = join(folder, 'report.html');
    await writeWhole(report, reportHtml(model.manifest, results));
    output.result(`Report: ${report}`);
    return 0;
  });
}

async function circle(
  engine: Engine,
  model: Model,
  path: string,
  name: string,
  output: Output,
): Promise<CircleResult> {
  const predicted = await predictFile(engine, model, path, output);
  await using recording = await engine.recordings.openFile(path);
  const sound = editedSound(recording.audioHash, recording, [], noTargets, engine.compute);
  const feature = strongestCause(model, predicted.summary);
  const settings = {
    feature,
    start: SHOWN_AT,
    samples: 1000,
    seed: 1,
    segmenter: 'felzenszwalb',
    selection: 'corrected',
    estimator: 'local',
    fill: 'silence',
    stability: null,
    regions: [],
  };
  const onProgress = ({ step, done, total }: ExplainProgress) => output.progress(path, step, done / total);
  const run = await beginExplanation(sound, model, settings, { ...engine, path, onProgress });
  const explanation = await explainNow(run, settings, recording.audioHash, { onProgress });
  const steps = segmentSteps(explanation, null, 0);
  const edited = withSteps(sound, path, explanation, steps, engine);
  const momentOf = async (of: typeof sound) =>
    momentAt(await engine.analyses.ofSound(of, model), model, explanation.window.start).judgement;
  const shift = shiftOf(await momentOf(sound), await momentOf(edited));
  const picture = pictureOf(explanation, run.window.spectrogram);
  const emotion = model.manifest.emotions[0]!;
  return {
    name,
    predicted,
    explanation,
    positive: explanationPicture({ ...picture, sign: 'positive' }),
    negative: explanationPicture({ ...picture, sign: 'negative' }),
    original: await flacBytes(excerpt(sound.pcm, explanation.window)),
    edited: await flacBytes(excerpt(edited.pcm, explanation.window)),
    editSentence: `${name}: without the segments that raise ${feature}, ${feature} moves by ${signed(shift.shift.midLevel[feature]!)} and ${emotion.name} by ${signed(shift.shift.emotions[emotion.name]!)}.`,
    shift,
  };
}

/** The mid-level feature with the largest effect on the model's first emotion. */
function strongestCause({ manifest }: Model, summary: CircleResult['predicted']['summary']): string {
  const { effects } = summary.effects[manifest.emotions[0]!.name]!;
  return Object.entries(effects).reduce((strongest, effect) =>
    Math.abs(effect[1]) > Math.abs(strongest[1]) ? effect : strongest,
  )[0];
}
