import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import type { PcmSource } from '../engine/audio/signal.ts';
import { nameForMessages, writeError } from '../engine/audio/storage-error.ts';
import { writeAudio } from '../engine/audio/write.ts';
import { segmentMap } from '../engine/edit/segment-map.ts';
import type { Engine } from '../engine/engine.ts';
import { explanationPicture, type PictureInput } from '../engine/explain/picture.ts';
import { type ExplainedSound, explainSound } from '../engine/explaining.ts';
import type { LabelledExplanation } from '../engine/library/explanations.ts';
import type { Spectrogram } from '../engine/model/spectrogram.ts';
import { editedSound, type Sound } from '../engine/sounds.ts';
import { type Arguments, numberOf, requireOperands, UsageError, wholeNumberOf } from './arguments.ts';
import { explanationJson, printedExplanation } from './explanation-file.ts';
import { eachFile, type Output } from './output.ts';
import { signed } from './predict.ts';
import { segmentSteps } from './segment-steps.ts';
import { withEngine } from './with-engine.ts';

/** How far the sounds of an explanation are pushed, in dB. */
const EMPHASIS_DB = 6;

export function explain(args: Arguments, output: Output): Promise<0 | 1> {
  const files = requireOperands(args.operands, 'a file');
  const { values } = args;
  if (values.feature === undefined)
    throw new UsageError('--feature says which feature or emotion to explain.');
  if (values.out !== undefined && files.length > 1)
    throw new UsageError('--out holds the explanation of one file.');
  const settings = {
    feature: values.feature,
    start: numberOf('start', values.start, 0, [0, 1e6]),
    samples: wholeNumberOf('samples', values.samples, 1000, [1, 1e7]),
    seed: wholeNumberOf('seed', values.seed, 0, [0, Number.MAX_SAFE_INTEGER]),
    segmenter: values.segmenter ?? 'felzenszwalb',
    selection: values.selection ?? 'corrected',
  };
  return withEngine(args, async (engine) => {
    const model = await engine.models.open(values.model);
    return eachFile(files, output, async (file) => {
      await using recording = await engine.recordings.openFile(file, {
        onProgress: (fraction) => output.progress(file, 'reading', fraction),
      });
      const sound = editedSound(recording.audioHash, recording, [], new Map(), engine.compute);
      const explained = await explainSound({ sound, trackId: recording.audioHash, model, settings }, engine, {
        onProgress: (step, done, total) => output.progress(file, step, done / total),
      });
      if (values.out !== undefined) await writeExplanation(values.out, file, sound, explained, engine);
      return output.json
        ? printedExplanation(file, explained.explanation)
        : summaryOf(file, explained.explanation);
    });
  });
}

/** explanation.json, the two pictures and the two sounds of the window. */
export async function writeExplanation(
  folder: string,
  file: string,
  sound: Sound,
  { explanation, spectrogram }: ExplainedSound,
  engine: Engine,
): Promise<void> {
  const picture = pictureOf(explanation, spectrogram);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, 'explanation.json'),
      explanationJson(file, sound.recording.audioHash, explanation),
    );
    await writeFile(join(folder, 'positive.png'), explanationPicture({ ...picture, sign: 'positive' }));
    await writeFile(join(folder, 'negative.png'), explanationPicture({ ...picture, sign: 'negative' }));
  } catch (cause) {
    throw writeError(cause, nameForMessages(folder));
  }
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
  return editedSound(explanation.id, recording, steps, maps, engine.compute);
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

function summaryOf(
  file: string,
  { feature, window, prediction, fidelity, segments, samples }: LabelledExplanation,
): string {
  const selected = segments
    .filter((segment) => segment.selected)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const head = `${file}: ${feature} is ${signed(prediction)} from ${window.start.toFixed(1)} to ${window.end.toFixed(1)} s`;
  const trust = `  ${selected.length} of ${segments.length} segments matter (R² ${fidelity.r2.toFixed(2)} over ${samples} samples)`;
  const lines = selected
    .slice(0, 10)
    .map(
      ({ weight, standardError, timeRange: [t0, t1], frequencyRange: [f0, f1] }) =>
        `  ${signed(weight)} ± ${standardError.toFixed(3)}  ${t0.toFixed(2)}–${t1.toFixed(2)} s  ${Math.round(f0)}–${Math.round(f1)} Hz`,
    );
  return [head, trust, ...lines].join('\n');
}
