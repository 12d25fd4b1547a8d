import type { EditStep } from '../../src-preload/contract/domain.ts';
import { familiarityWord } from '../../src-preload/contract/familiarity.ts';
import { outputLabel } from '../../src-preload/contract/output-label.ts';
import { changeText, plainText } from '../../src-preload/contract/signed-text.ts';
import { soundTimeOf } from '../../src-preload/contract/time-map.ts';
import { excerpt, flacBytes } from './audio/excerpt.ts';
import type { Document, DocumentContext } from './document.ts';
import { analysisOf, isEdited, momentOf } from './document-material.ts';
import { badgeText, curvesInput, deletionInput, effectsInput, explanationInput } from './figure-material.ts';
import type { LabelledExplanation } from './library/explanations.ts';
import { deletionFigure } from './report/deletion-figure.ts';
import { effectsFigure } from './report/effects-figure.ts';
import { emotionsFigure } from './report/emotions-figure.ts';
import { explanationFigure } from './report/explanation-figure.ts';
import { midLevelFigure } from './report/mid-level-figure.ts';
import { type Change, type Fact, type ReportInput, reportPage } from './report/report-page.ts';

/** Explanations that a report shows, newest first. */
const MOST_EXPLANATIONS = 6;
/** Of the sounds in a report, in seconds. */
const SOUND_SECONDS = 30;

export const reportDocument: Document = {
  name: 'report',
  group: 'report',
  label: 'Report',
  detail: 'One page with everything: figures, explanations, edits and sound.',
  needs: 'nothing',
  endings: ['html'],
  write: async (context) => reportPage(await reportInput(context)),
};

async function reportInput(context: DocumentContext): Promise<ReportInput> {
  const { engine, model, request, signal, onProgress } = context;
  const { manifest } = model;
  const track = engine.library.tracks.get(request.audio.trackId);
  const edited = isEdited(context);
  const { summary, warnings, windowSeconds } = await analysisOf(context, 'original');
  const before = await momentOf(context, 'original');
  const after = edited ? await momentOf(context, 'edited') : null;
  onProgress(0.3);
  const shown = [...new Set([request.emotion, ...request.emotions])];
  const effects: ReportInput['effects'][number][] = [];
  for (const name of shown) {
    const input = await effectsInput(context, name);
    const origin = { ...input.origin, key: `-${effects.length}` };
    effects.push({ svg: effectsFigure({ ...input, origin }).svg, sentence: input.sentence });
  }
  const explanations = await explanationParts(context);
  onProgress(0.5);
  signal.throwIfAborted();
  const moment = spanText(before.window);
  return {
    title: track.name,
    recording: [
      ['Name', track.name],
      ['Length', `${track.duration.toFixed(2)} s`],
      ['File', `${track.format.toUpperCase()}, ${track.sampleRate} Hz, ${track.channels} channels`],
      ['SHA-256', track.audioHash],
    ],
    model: modelFacts(context, windowSeconds),
    warnings,
    moment,
    familiarity: familiarityText(summary.familiarity, before.familiarity),
    emotions: manifest.emotions.map(({ name, label, range }) => ({
      label,
      range,
      recording: summary.emotions[name]!,
      moment: before.emotions[name]!,
      halfWidth: manifest.intervals?.emotions[name] ?? null,
    })),
    intervals: manifest.intervals
      ? `In ${Math.round(100 * manifest.intervals.coverage)} of 100 windows of familiar music the rated value lies within the interval. Measured on ${manifest.intervals.material}.`
      : null,
    effects,
    curves: emotionsFigure(await curvesInput(context, 'emotions')).svg,
    midLevel: midLevelFigure(await curvesInput(context, 'midLevel')).svg,
    explanations,
    edits: request.audio.steps.map((step: EditStep) => ({
      name: step.name,
      change: changeText(step),
      note: [step.complement ? 'everything but this' : '', step.bypassed ? 'bypassed' : '']
        .filter(Boolean)
        .join(', '),
    })),
    changes: after ? changesOf(context, before, after) : [],
    sounds: await soundParts(context, before.window, edited),
    made: `Made by Mezzo ${engine.version} on ${new Date().toISOString().slice(0, 10)}. Nothing in this file is loaded from elsewhere.`,
  };
}

function modelFacts({ model: { manifest, provider } }: DocumentContext, windowSeconds: number): Fact[] {
  return [
    ['Name', `${manifest.name} ${manifest.version} (${manifest.id})`],
    ['Licence', manifest.licence],
    ['Computed by', provider],
    ['Window', `${plainText(windowSeconds)} s`],
    ...(manifest.domain ? [['Familiarity against', manifest.domain.material] as const] : []),
  ];
}

function familiarityText(recording: number | null, moment: number | null): string | null {
  if (recording === null || moment === null) return null;
  const said = (value: number) => `${plainText(value)} (${familiarityWord(value)})`;
  return `Familiarity: ${said(recording)} in the recording, ${said(moment)} in this moment; 1 is typical of what the model was made for, below 0.01 lies outside it.`;
}

type Judged = Awaited<ReturnType<typeof momentOf>>;

function changesOf({ model }: DocumentContext, before: Judged, after: Judged): Change[] {
  const { emotions, midLevel } = model.manifest;
  return [
    ...emotions.map(({ name, label }) => ({
      label,
      before: before.emotions[name]!,
      after: after.emotions[name]!,
    })),
    ...midLevel.map(({ name, label }) => ({
      label,
      before: before.midLevel[name]!,
      after: after.midLevel[name]!,
    })),
  ];
}

async function explanationParts(context: DocumentContext): Promise<ReportInput['explanations']> {
  const { engine, model, request, signal } = context;
  const { id } = model.manifest;
  const listed = engine.library.explanations
    .list(request.audio.trackId)
    .filter((outline) => outline.model.id === id)
    .slice(0, MOST_EXPLANATIONS);
  const parts = [];
  for (const [i, outline] of listed.entries()) {
    signal.throwIfAborted();
    const explanation = engine.library.explanations.get(outline.id);
    const input = await explanationInput(context, explanation);
    const origin = { ...input.origin, key: `-${i}` };
    const deletion = explanation.trust ? deletionInput(context, explanation) : null;
    parts.push({
      heading: `${outputLabel(context.model.manifest, explanation.feature)}, ${spanText(explanation.window)}`,
      svg: explanationFigure({ ...input, origin }).svg,
      trust: trustFacts(explanation),
      deletion: deletion && deletionFigure({ ...deletion, origin }).svg,
    });
  }
  return parts;
}

function trustFacts({ fidelity, trust, randomised, samples, seed, complete }: LabelledExplanation): Fact[] {
  const spread = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${plainText(value)} (${plainText(low)} – ${plainText(high)})`;
  return [
    ['Fit, R²', plainText(fidelity.r2)],
    ['Stability', plainText(fidelity.stability)],
    ...(trust
      ? ([
          ['Trust', badgeText(trust)],
          ...(trust.halves
            ? ([
                ['Rank correlation of halves', spread(trust.halves.spearman)],
                [`Shared among the ${trust.halves.top} largest`, spread(trust.halves.jaccard)],
              ] as const)
            : []),
          ['Sign seen when taken away', `${trust.direction.right} of ${trust.direction.of}`],
        ] as const)
      : []),
    ['Likeness to a network that learned nothing', randomised === null ? 'not tried' : plainText(randomised)],
    ['Samples', `${samples}, seed ${seed}${complete ? '' : ', not complete'}`],
  ];
}

async function soundParts(
  context: DocumentContext,
  window: { readonly start: number; readonly end: number },
  edited: boolean,
): Promise<ReportInput['sounds']> {
  const { engine, request, signal, onProgress } = context;
  const versions = [
    { caption: 'Original', steps: [] as EditStep[] },
    ...(edited ? [{ caption: 'Edited', steps: request.audio.steps }] : []),
  ];
  const sounds = [];
  for (const [i, { caption, steps }] of versions.entries()) {
    const { pcm, recording, time } = await engine.sounds.of({ trackId: request.audio.trackId, steps });
    const span = soundSpan(window, recording.frames / recording.sampleRate);
    const { toSound } = soundTimeOf(time, recording) ?? { toSound: (second: number) => second };
    const heard = { start: toSound(span.start), end: toSound(span.end) };
    const share = 0.5 / versions.length;
    const bytes = await flacBytes(excerpt(pcm, heard), {
      signal,
      onProgress: (fraction) => onProgress(0.5 + share * (i + fraction)),
    });
    sounds.push({
      caption: `${caption}, ${spanText(span)}${time.steady ? '' : ' of the recording'}`,
      flac: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    });
  }
  return sounds;
}

/** At most 30 s with the window in the middle, inside the recording. */
export function soundSpan(
  window: { readonly start: number; readonly end: number },
  duration: number,
): { start: number; end: number } {
  const length = Math.min(SOUND_SECONDS, duration);
  const wanted = (window.start + window.end) / 2 - length / 2;
  const start = Math.min(Math.max(0, wanted), duration - length);
  return { start, end: start + length };
}

const spanText = ({ start, end }: { readonly start: number; readonly end: number }) =>
  `${start.toFixed(1)}–${end.toFixed(1)} s`;
