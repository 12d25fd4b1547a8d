import type { EditStep } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { familiarityWord } from '../../src-preload/contract/familiarity.ts';
import { nameForMessages } from '../engine/audio/storage-error.ts';
import { writeAudio } from '../engine/audio/write.ts';
import { shiftOf } from '../engine/edit/shift.ts';
import type { Engine } from '../engine/engine.ts';
import { clippingWarning } from '../engine/exporting.ts';
import type { Model } from '../engine/model/model.ts';
import { expectNoOriginal } from '../engine/originals.ts';
import { type ExplainedTarget, editedSound, targetsOf } from '../engine/sounds.ts';
import { type Arguments, gainOf, requireOperands, UsageError } from './arguments.ts';
import { readExplanationFile } from './explanation-file.ts';
import { idleRegions } from './idle-regions.ts';
import { eachFile, type Output, shown } from './output.ts';
import { signed } from './predict.ts';
import { segmentSteps } from './segment-steps.ts';
import { lassoStep, pitchStep, regionStep, sourceStep, tempoStep } from './typed-steps.ts';
import { openModel, withEngine } from './with-engine.ts';
import { writtenFormat } from './written-format.ts';

export function edit(args: Arguments, output: Output): Promise<0 | 1> {
  const files = requireOperands(args.operands, 'a file');
  const { values } = args;
  const out = values.out;
  if (files.length > 1) throw new UsageError('Edit one file at a time.');
  if (out === undefined) throw new UsageError('--out says where the edited sound goes.');
  const { region = [], lasso = [], source = [], pitch = [], tempo = [] } = values;
  const typed = [
    ...region.map(regionStep),
    ...lasso.map(lassoStep),
    ...source.map(sourceStep),
    ...pitch.map(pitchStep),
    ...tempo.map(tempoStep),
  ];
  if (values.explanation === undefined && typed.length === 0)
    throw new UsageError(
      '--explanation, --region, --lasso, --source, --pitch or --tempo says what to change.',
    );
  const formatFor = writtenFormat(out, values.format);
  const gains = {
    positive: gainOf('positive', values.positive ?? '0'),
    negative: gainOf('negative', values.negative ?? '0'),
  };
  return withEngine(args, output, async (engine) => {
    const opening = openModel(engine, args, output);
    // Told with each file, so that a script finds an object a line even then.
    opening.catch(() => {});
    return eachFile(files, output, async (file) => {
      const model = await opening;
      await expectNoOriginal(out, engine.library, file);
      await using recording = await engine.recordings.openFile(file, {
        onProgress: (fraction) => output.progress(file, 'reading', fraction),
      });
      const explained =
        values.explanation === undefined
          ? none
          : await explainedSteps(values.explanation, recording.audioHash, gains);
      const steps = [...explained.steps, ...typed];
      const { explanation } = explained;
      // Without an explanation no step speaks of one.
      const targets = targetsOf(steps, () => explanation!, { ...engine, recording, path: file });
      const sound = editedSound(JSON.stringify(steps), recording, steps, targets, engine.compute);
      for (const warning of [...recording.warnings, ...idleRegions(typed, recording)])
        output.say(`${shown(file)}: ${warning}`);
      const { clippedSamples } = await writeAudio(sound.pcm, out, formatFor(recording), {
        onProgress: (fraction) => output.progress(file, 'writing', fraction),
      });
      const warning = clippingWarning(clippedSamples);
      if (warning !== null) output.say(`${out}: ${warning}`);
      const { warnings } = await engine.analyses.of(recording, model);
      for (const line of warnings) output.say(`${shown(file)}: ${line}`);
      const shift = await shiftBetween(engine, model, sound);
      return output.json ? { file, ...shift, out } : sentenceOf(file, out, shift);
    });
  });
}

interface ExplainedSteps {
  readonly steps: EditStep[];
  readonly explanation: ExplainedTarget | null;
}

const none: ExplainedSteps = { steps: [], explanation: null };

interface Gains {
  readonly positive: number | null;
  readonly negative: number | null;
}

async function explainedSteps(
  path: string,
  audioHash: string,
  { positive, negative }: Gains,
): Promise<ExplainedSteps> {
  const { content, labels } = await readExplanationFile(path);
  if (content.picture.audioHash !== audioHash) {
    throw new MezzoError(
      'bad_request',
      `“${nameForMessages(path)}” explains another recording (${nameForMessages(content.file)}). Explain this one with \`mezzo explain --out\`.`,
    );
  }
  const id = nameForMessages(path);
  return {
    steps: segmentSteps({ id, segments: content.segments }, positive, negative),
    explanation: { ...content, ...content.picture, id, labels },
  };
}

async function shiftBetween(engine: Engine, model: Model, sound: ReturnType<typeof editedSound>) {
  const before = await engine.analyses.of(sound.recording, model);
  const after = await engine.analyses.ofSound(sound, model);
  return shiftOf(before.summary, after.summary);
}

function sentenceOf(file: string, out: string, { before, after, shift }: ReturnType<typeof shiftOf>): string {
  const lines = Object.entries(shift.emotions).map(
    ([name, value]) =>
      `  ${name} ${signed(before.emotions[name]!)} → ${signed(after.emotions[name]!)} (${signed(value)})`,
  );
  if (before.familiarity !== null && after.familiarity !== null)
    lines.push(
      `  familiarity ${before.familiarity.toFixed(2)} → ${after.familiarity.toFixed(2)} (median window, ${familiarityWord(after.familiarity)} after the edit)`,
    );
  return [`${file} → ${out}`, ...lines].join('\n');
}
