import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { Trust } from '../../src-preload/contract/explanation.ts';
import { unusualBelow } from '../../src-preload/contract/familiarity.ts';
import { outputLabel } from '../../src-preload/contract/output-label.ts';
import { sentenceOf } from '../../src-preload/contract/sentence.ts';
import { plainText } from '../../src-preload/contract/signed-text.ts';
import type { DocumentContext } from './document.ts';
import { analysisOf, explanationOf, isEdited, momentOf } from './document-material.ts';
import { spectrogramPicture } from './explain/picture.ts';
import { windowOf } from './explained-window.ts';
import type { LabelledExplanation } from './library/explanations.ts';
import type { Analysis } from './model/prediction.ts';
import type { Curve } from './report/curve.ts';
import type { DeletionInput } from './report/deletion-figure.ts';
import type { EffectsInput } from './report/effects-figure.ts';
import type { CurvesInput } from './report/emotions-figure.ts';
import type { ExplanationInput } from './report/explanation-figure.ts';
import type { Origin } from './report/figure.ts';

/** What figures are drawn from, by what was asked. */

type Context = Pick<DocumentContext, 'engine' | 'model' | 'request' | 'signal'>;

const STANDARD = 'standard deviations';

export function originOf({ engine, model, request }: Context, key = ''): Origin {
  const { name, version } = model.manifest;
  return {
    recording: engine.library.tracks.get(request.audio.trackId).name,
    model: `${name} ${version}`,
    key,
  };
}

/** The emotion that was asked for. Throws `bad_request` for one that the model does not have. */
export function emotionOf({ model, request }: Context, name = request.emotion) {
  const found = model.manifest.emotions.find((emotion) => emotion.name === name);
  if (!found) throw new MezzoError('bad_request', `The model has no emotion “${name}”. Choose another.`);
  return found;
}

/** The effects on one emotion in the chosen window; with edits, before and after them. */
export async function effectsInput(context: Context, emotionName?: string): Promise<EffectsInput> {
  const { manifest } = context.model;
  const emotion = emotionOf(context, emotionName);
  const before = await momentOf(context, 'original');
  const after = isEdited(context) ? await momentOf(context, 'edited') : null;
  const { effects, relative, intercept } = before.effects[emotion.name]!;
  const value = before.emotions[emotion.name]!;
  const parts = manifest.midLevel.map(({ name, label }) => ({
    label,
    value: before.midLevel[name]!,
    effect: effects[name]!,
    relative: relative[name]!,
    edited: after && {
      value: after.midLevel[name]!,
      effect: after.effects[emotion.name]!.effects[name]!,
    },
  }));
  return {
    origin: originOf(context),
    emotion: emotion.label,
    range: emotion.range,
    where: spanText(before.window),
    value,
    intercept,
    halfWidth: manifest.intervals?.emotions[emotion.name] ?? null,
    editedValue: after?.emotions[emotion.name] ?? null,
    parts,
    sentence: sentenceOf(emotion.label, value, intercept, parts),
  };
}

/** Curves of the sound as it is heard with the edit list. */
export async function curvesInput(
  context: Context,
  which: 'emotions' | 'midLevel',
): Promise<CurvesInput & { readonly range: readonly [number, number] }> {
  const { manifest } = context.model;
  const analysis = await analysisOf(context, 'edited');
  const asked = new Set(context.request.emotions);
  const features = manifest.midLevel.length;
  const columns =
    which === 'midLevel'
      ? manifest.midLevel.map(({ name, label }, i) => ({ name, label, column: i }))
      : manifest.emotions
          .map(({ name, label }, i) => ({ name, label, column: features + i }))
          .filter(({ name }, i) => asked.has(name) || (asked.size === 0 && i < 2));
  if (columns.length === 0)
    throw new MezzoError('bad_request', 'No curve is shown. Choose emotions in the timeline first.');
  const widths = manifest.intervals?.[which] ?? {};
  return {
    origin: originOf(context),
    duration: analysis.duration,
    curves: columns.map(({ name, label, column }) =>
      curveOf(analysis, features + manifest.emotions.length, column, label, widths[name] ?? null),
    ),
    range: manifest.emotions[0]!.range,
    note: [
      isEdited(context) ? 'With the edits that are heard.' : 'The original recording.',
      `Each value is that of a window of ${plainText(analysis.windowSeconds, 1)} s, drawn at its middle.`,
      ...(Object.keys(widths).length > 0 && manifest.intervals
        ? [
            `Bands: ${Math.round(100 * manifest.intervals.coverage)} of 100 times the rated value lies within, on familiar music; where the sound is unusual there is none.`,
          ]
        : []),
    ].join(' '),
  };
}

function curveOf(
  { windows, windowSeconds, hopSeconds, curves, duration, familiarity }: Analysis,
  width: number,
  column: number,
  label: string,
  halfWidth: number | null,
): Curve {
  return {
    label,
    halfWidth,
    points: Array.from({ length: windows.count }, (_, i) => ({
      start: i * hopSeconds,
      end: Math.min(duration, i * hopSeconds + windowSeconds),
      value: curves[i * width + column]!,
      known: (familiarity?.[i] ?? 1) >= unusualBelow,
    })),
  };
}

/** The explanation over the spectrogram of its window in the original. */
export async function explanationInput(
  context: Context,
  explanation: LabelledExplanation = explanationOf(context),
): Promise<ExplanationInput> {
  const { labels, frames, bands, frameSeconds, bandEdges, segments, window, feature } = explanation;
  return {
    origin: originOf(context),
    feature: outputLabel(context.model.manifest, feature),
    unit: unitOf(context, feature),
    window,
    frames,
    bands,
    labels,
    frameSeconds,
    bandEdges,
    segments,
    note: fidelityText(explanation),
    picture: await pictureOf(context, explanation),
  };
}

/** The spectrogram as a data address; null where the explanation's rows are sources. */
async function pictureOf(
  context: Context,
  { window, frames, bands }: LabelledExplanation,
): Promise<string | null> {
  const analysis = await analysisOf(context, 'original');
  const { spectrogram } = windowOf(analysis, context.model, window.start);
  if (spectrogram.bands !== bands || spectrogram.frames !== frames) return null;
  const png = spectrogramPicture({ values: spectrogram.values, frames, bands });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

/** Deletion and insertion of the open explanation. Throws `bad_request` while samples are missing. */
export function deletionInput(
  context: Context,
  explanation: LabelledExplanation = explanationOf(context),
): DeletionInput {
  const { trust, feature, window } = explanation;
  if (!trust)
    throw new MezzoError(
      'bad_request',
      'This explanation is not complete, so nothing was taken away yet. Go on with it first.',
    );
  return {
    origin: originOf(context),
    feature: outputLabel(context.model.manifest, feature),
    unit: unitOf(context, feature),
    where: spanText(window),
    trust,
  };
}

/** How an explanation was made and how far to trust it. */
export function fidelityText({ fidelity, trust, samples, seed, segmenter }: LabelledExplanation): string {
  const badge = trust ? ` ${badgeText(trust)}` : '';
  return `R² ${plainText(fidelity.r2)}, stability ${plainText(fidelity.stability)}, ${samples} samples, seed ${seed}, segmenter ${segmenter.name}.${badge}`;
}

/** `Fair: why it is no better.` */
export function badgeText({ badge, reason }: Pick<Trust, 'badge' | 'reason'>): string {
  return `${badge.charAt(0).toUpperCase()}${badge.slice(1)}: ${reason}`;
}

const unitOf = ({ model }: Context, feature: string): string =>
  model.manifest.emotions.some(({ name }) => name === feature) ? 'the unit of the emotion' : STANDARD;

const spanText = ({ start, end }: { readonly start: number; readonly end: number }) =>
  `${start.toFixed(1)}–${end.toFixed(1)} s`;
