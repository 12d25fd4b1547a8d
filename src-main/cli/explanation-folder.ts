import { join } from 'node:path';
import type { EditStep, EditTarget } from '../../src-preload/contract/domain.ts';
import { excerpt } from '../engine/audio/excerpt.ts';
import { nameForMessages, writeError } from '../engine/audio/storage-error.ts';
import { writeWhole } from '../engine/audio/whole-file.ts';
import { writeAudio } from '../engine/audio/write.ts';
import { gainStep } from '../engine/edit/edit-step.ts';
import type { Engine } from '../engine/engine.ts';
import { explanationPicture, type PictureInput } from '../engine/explain/picture.ts';
import type { LabelledExplanation } from '../engine/library/explanations.ts';
import { makeFolder } from '../engine/library/make-folder.ts';
import type { Spectrogram } from '../engine/model/spectrogram.ts';
import { editedSound, type Sound, targetsOf } from '../engine/sounds.ts';
import { explanationJson } from './explanation-file.ts';
import { segmentSteps } from './segment-steps.ts';

/** How far the sounds of an explanation are pushed, in dB. */
const EMPHASIS_DB = 6;

/** An explained file with the spectrogram of its window. */
export interface ExplainedFile {
  readonly file: string;
  readonly sound: Sound;
  readonly explanation: LabelledExplanation;
  readonly spectrogram: Spectrogram;
}

/** explanation.json, the two pictures and the two sounds of the window. */
export async function writeExplanation(
  folder: string,
  { file, sound, explanation, spectrogram }: ExplainedFile,
  engine: Engine,
): Promise<void> {
  const picture = pictureOf(explanation, spectrogram);
  await makeFolder(folder).catch((cause: unknown) => {
    throw writeError(cause, nameForMessages(folder));
  });
  const json = explanationJson(file, sound.recording.audioHash, explanation);
  await writeWhole(join(folder, 'explanation.json'), json);
  for (const sign of ['positive', 'negative'] as const)
    await writeWhole(join(folder, `${sign}.png`), explanationPicture({ ...picture, sign }));
  const { segments } = explanation;
  const marked = (sign: 1 | -1) =>
    segments.filter(({ selected, weight }) => selected && Math.sign(weight) === sign).map(({ id }) => id);
  const hear = (name: string, steps: readonly EditStep[]): Promise<void> =>
    writeSteps(join(folder, name), { file, sound, explanation }, steps, engine);
  await hear('enhanced.wav', segmentSteps(explanation, EMPHASIS_DB, -EMPHASIS_DB));
  await hear('reduced.wav', segmentSteps(explanation, -EMPHASIS_DB, EMPHASIS_DB));
  const [positive, negative] = [marked(1), marked(-1)];
  if (positive.length > 0) await hear('positive-only.wav', only(explanation.id, positive));
  if (negative.length > 0) await hear('negative-only.wav', only(explanation.id, negative));
  await hear('without.wav', without(explanation.id, [...positive, ...negative]));
  for (const source of new Set(segments.map((segment) => segment.source)))
    if (source !== null)
      await hear(
        `source-${source}.wav`,
        only(
          explanation.id,
          segments.filter((segment) => segment.source === source).map(({ id }) => id),
        ),
      );
}

/** Mutes everything but some segments. */
function only(explanationId: string, segmentIds: number[]): EditStep[] {
  return [muting({ kind: 'segments', explanationId, segmentIds }, true)];
}

/** Mutes some segments. */
function without(explanationId: string, segmentIds: number[]): EditStep[] {
  return segmentIds.length > 0 ? [muting({ kind: 'segments', explanationId, segmentIds }, false)] : [];
}

function muting(target: EditTarget, complement: boolean): EditStep {
  return { ...gainStep('mute', 'Mute', target, null), complement };
}

async function writeSteps(
  path: string,
  { file, sound, explanation }: Omit<ExplainedFile, 'spectrogram'>,
  steps: readonly EditStep[],
  engine: Engine,
): Promise<void> {
  const { pcm } = withSteps(sound, file, explanation, steps, engine);
  await writeAudio(excerpt(pcm, explanation.window), path, 'wav24');
}

/** The sound of the file at `path` with steps over its explanation. */
export function withSteps(
  { recording }: Sound,
  path: string,
  explanation: LabelledExplanation,
  steps: readonly EditStep[],
  engine: Engine,
): Sound {
  const targets = targetsOf(steps, () => explanation, { ...engine, recording, path });
  return editedSound(JSON.stringify(steps), recording, steps, targets, engine.compute);
}

/** An explanation as its pictures need it. */
export function pictureOf(
  { frames, bands, labels, segments }: LabelledExplanation,
  { values }: Spectrogram,
): Omit<PictureInput, 'sign'> {
  const weights = Float64Array.from(segments, ({ weight }) => weight);
  const selected = Uint8Array.from(segments, (segment) => Number(segment.selected));
  return { values, frames, bands, labels, weights, selected };
}
