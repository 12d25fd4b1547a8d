import { join } from 'node:path';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import type { PcmSource } from '../engine/audio/signal.ts';
import { nameForMessages, writeError } from '../engine/audio/storage-error.ts';
import { writeAudio } from '../engine/audio/write.ts';
import { segmentMap } from '../engine/edit/segment-map.ts';
import type { Engine } from '../engine/engine.ts';
import { explanationPicture, type PictureInput } from '../engine/explain/picture.ts';
import type { LabelledExplanation } from '../engine/library/explanations.ts';
import { makeFolder } from '../engine/library/make-folder.ts';
import type { Spectrogram } from '../engine/model/spectrogram.ts';
import { editedSound, type Sound } from '../engine/sounds.ts';
import { explanationJson } from './explanation-file.ts';
import { segmentSteps } from './segment-steps.ts';
import { writeWhole } from './whole-file.ts';

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
  const write = async (name: string, positive: number, negative: number): Promise<void> => {
    const steps = segmentSteps(explanation, positive, negative);
    const { pcm } = withSteps(sound, explanation, steps, engine);
    await writeAudio(excerpt(pcm, explanation.window), join(folder, name), 'wav24');
  };
  await write('enhanced.wav', EMPHASIS_DB, -EMPHASIS_DB);
  await write('reduced.wav', -EMPHASIS_DB, EMPHASIS_DB);
}

export function withSteps(
  { recording }: Sound,
  explanation: LabelledExplanation,
  steps: readonly EditStep[],
  engine: Engine,
): Sound {
  const maps = new Map([[explanation.id, segmentMap(explanation, explanation.labels)]]);
  return editedSound(JSON.stringify(steps), recording, steps, maps, engine.compute);
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

/** A stretch of a recording as a recording of its own. */
export function excerpt(pcm: PcmSource, { start, end }: { start: number; end: number }): PcmSource {
  const first = Math.round(start * pcm.sampleRate);
  const frames = Math.min(pcm.frames, Math.round(end * pcm.sampleRate)) - first;
  return { ...pcm, frames, read: (at, count) => pcm.read(first + at, count) };
}
