import type { Intervals, Judgement, NamedValues } from '../../src-preload/contract/domain.ts';
import { familiarityWord, outsideBelow, unusualBelow } from '../../src-preload/contract/familiarity.ts';
import type { DecodedAudio } from '../engine/audio/decode.ts';
import type { Engine } from '../engine/engine.ts';
import type { Model } from '../engine/model/model.ts';
import type { Analysis } from '../engine/model/prediction.ts';
import { type Arguments, requireOperands } from './arguments.ts';
import { eachFile, type Output, shown } from './output.ts';
import { openModel, withEngine } from './with-engine.ts';

export interface PredictedFile {
  readonly file: string;
  readonly duration: number;
  readonly sampleRate: number;
  readonly channels: number;
  readonly model: { readonly id: string; readonly version: string };
  readonly provider: string;
  readonly windows: readonly PredictedWindow[];
  /** Of the whole recording; its familiarity is the median of the windows'. */
  readonly summary: Judgement;
  /** Half widths of the prediction intervals of a window's values; null when the model gives none. */
  readonly intervals: Intervals | null;
}

export interface PredictedWindow {
  readonly start: number;
  readonly end: number;
  readonly midLevel: NamedValues;
  readonly emotions: NamedValues;
  /** 0 … 1; null when the model gives none. */
  readonly familiarity: number | null;
}

export function predict(args: Arguments, output: Output): Promise<0 | 1> {
  const files = requireOperands(args.operands, 'at least one file');
  return withEngine(args, output, async (engine) => {
    const opening = openModel(engine, args, output);
    // Told with each file, so that a script finds an object a line even then.
    opening.catch(() => {});
    const reading = readAhead(engine, files, output);
    return eachFile(files, output, async (file) => {
      const model = await opening;
      const predicted = await predictFile(engine, model, file, output, await reading());
      return output.json ? predicted : sentenceOf(predicted, model);
    });
  });
}

/** Opens files in their order; the next one is read while the present one is listened to. */
function readAhead(engine: Engine, files: readonly string[], output: Output): () => Promise<DecodedAudio> {
  let at = -1;
  let ahead: Promise<DecodedAudio> | undefined;
  const open = (index: number): Promise<DecodedAudio> | undefined => {
    const file = files[index];
    if (file === undefined) return;
    const recording = engine.recordings.openFile(file, {
      onProgress: (fraction) => {
        if (at === index) output.progress(file, 'reading', fraction);
      },
    });
    // Told when it is its turn.
    recording.catch(() => {});
    return recording;
  };
  return async () => {
    at++;
    const present = ahead ?? open(at)!;
    await present.finally(() => {
      ahead = open(at + 1);
    });
    return present;
  };
}

export async function predictFile(
  engine: Engine,
  model: Model,
  file: string,
  output: Output,
  opened?: DecodedAudio,
): Promise<PredictedFile> {
  await using recording =
    opened ??
    (await engine.recordings.openFile(file, {
      onProgress: (fraction) => output.progress(file, 'reading', fraction),
    }));
  const analysis = await engine.analyses.of(recording, model, {
    onProgress: (fraction) => output.progress(file, 'listening', fraction),
  });
  for (const warning of [...recording.warnings, ...analysis.warnings])
    output.say(`${shown(file)}: ${warning}`);
  const { id, version } = model.manifest;
  return {
    file,
    duration: recording.duration,
    sampleRate: recording.sampleRate,
    channels: recording.channelCount,
    model: { id, version },
    provider: model.provider,
    windows: windowsOf(analysis, model),
    summary: analysis.summary,
    intervals: model.manifest.intervals ?? null,
  };
}

function windowsOf(analysis: Analysis, { manifest }: Model): PredictedFile['windows'] {
  const features = manifest.midLevel.length;
  const width = features + manifest.emotions.length;
  return Array.from({ length: analysis.windows.count }, (_, w) => {
    const row = analysis.curves.subarray(w * width, (w + 1) * width);
    const start = w * analysis.hopSeconds;
    return {
      start,
      end: Math.min(analysis.duration, start + analysis.windowSeconds),
      midLevel: Object.fromEntries(manifest.midLevel.map(({ name }, m) => [name, row[m]!])),
      emotions: Object.fromEntries(manifest.emotions.map(({ name }, e) => [name, row[features + e]!])),
      familiarity: analysis.familiarity?.[w] ?? null,
    };
  });
}

function sentenceOf(predicted: PredictedFile, { manifest }: Model): string {
  const { file, summary } = predicted;
  const lines = manifest.emotions.map(({ name, label, range }) => {
    const { effects } = summary.effects[name]!;
    const strongest = Object.entries(effects)
      .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
      .slice(0, 3)
      .map(([feature, effect]) => `${feature} ${signed(effect)}`);
    return `  ${label} ${signed(summary.emotions[name]!)} (${range[0]} … ${range[1]}): ${strongest.join(', ')}`;
  });
  return [
    file,
    ...lines,
    ...[familiaritySentence(predicted), intervalsSentence(predicted)].map((text) => text && `  ${text}`),
  ]
    .filter(Boolean)
    .join('\n');
}

/** How familiar the recording is to the model, in one line; null when the model does not say. */
export function familiaritySentence({ windows, summary }: PredictedFile): string | null {
  if (summary.familiarity === null) return null;
  const below = (limit: number) => windows.filter(({ familiarity }) => (familiarity ?? 1) < limit).length;
  const outside = below(outsideBelow);
  const unusual = below(unusualBelow) - outside;
  return `Familiarity ${summary.familiarity.toFixed(2)}, ${familiarityWord(summary.familiarity)} (median of ${windows.length} windows, ${unusual} unusual, ${outside} outside what the model knows)`;
}

/** Half widths of the emotions' intervals in one line; null when there are none. */
export function intervalsSentence({ intervals }: PredictedFile): string | null {
  const widths = Object.entries(intervals?.emotions ?? {});
  if (!intervals || widths.length === 0) return null;
  const listed = widths.map(([name, width]) => `${name} ± ${width.toFixed(2)}`).join(', ');
  return `In ${Math.round(100 * intervals.coverage)} of 100 windows of familiar music the listeners’ mean rating lies within ${listed}`;
}

export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
