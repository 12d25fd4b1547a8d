import { randomUUID } from 'node:crypto';
import type { EditStep, Judgement } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { outputLabel } from '../../src-preload/contract/output-label.ts';
import type { SuggestEvent, Suggestion, SuggestionRequest } from '../../src-preload/contract/suggestion.ts';
import { audibleChange } from './edit/audible-change.ts';
import {
  bandFamilies,
  type EditFamily,
  type Evidence,
  segmentFamilies,
  sourceFamilies,
} from './edit/edit-family.ts';
import { shiftOf } from './edit/shift.ts';
import { type Confirmation, reaches, searchSuggestions, type Trial } from './edit/suggestion-search.ts';
import type { Engine } from './engine.ts';
import { explainTrack } from './explain-track.ts';
import type { Model } from './model/model.ts';
import type { Sound } from './sounds.ts';

/** Features beside the emotion itself whose explanations edits are sought in: those that carry most of it. */
const FEATURES = 2;
/** Few spans of few sources: more samples than there are masks of most windows. */
const SOURCE_SAMPLES = 1024;
const SOURCES = 'harmonic-percussive:seconds=2';

type Emit = (event: SuggestEvent) => void;

/** A trial with the judgement of the rendered sound. */
interface Confirmed extends Confirmation {
  readonly after: Judgement;
}

/**
 * Seeks small edits that move an emotion of one window by the wish: explains the emotion and the features that carry most of it, takes
 * gains on what the explanations point to, and keeps what re-prediction on rendered audio confirms. Tells the best so far on the way.
 * Throws `bad_request` for an emotion the model does not predict.
 */
export async function suggestEdits(
  engine: Engine,
  request: SuggestionRequest,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  const model = await engine.models.open(request.modelId);
  const before = await engine.predicting.moment(request.audio, model, request.start, { signal });
  const families = await familiesFor(engine, model, request, before, emit, signal);
  const sound = await engine.sounds.of(request.audio);
  const confirm = (steps: readonly EditStep[]) =>
    confirmEdit(engine, model, sound, { request, window: before.window, before, steps, signal });
  const suggestionsOf = (trials: readonly Trial<Confirmed>[]) =>
    trials.map((trial) => suggestionOf(trial, before, request));
  const found = await searchSuggestions(families, request, confirm, (done, trials) => {
    emit({ kind: 'progress', step: 'Trying edits', done, total: families.length });
    if (trials.length > 0) emit({ kind: 'found', suggestions: suggestionsOf(trials) });
  });
  const direction = Math.sign(request.amount);
  const farthest = Math.max(0, ...found.map(({ confirmed }) => confirmed.shift * direction)) * direction;
  emit({ kind: 'done', suggestions: suggestionsOf(found), farthest });
}

/** Edits worth trying, from the explanations of the emotion, of its main features and of the sound sources. */
async function familiesFor(
  engine: Engine,
  model: Model,
  request: SuggestionRequest,
  before: Judgement,
  emit: Emit,
  signal: AbortSignal,
): Promise<EditFamily[]> {
  const direction = request.amount > 0 ? 1 : -1;
  const { emotion } = request;
  if (!model.manifest.emotions.some(({ name }) => name === emotion)) {
    throw new MezzoError(
      'bad_request',
      `The model “${model.manifest.id}” predicts no “${emotion}”. Choose one of ${model.manifest.emotions.map(({ name }) => name).join(', ')}.`,
    );
  }
  const evidence = async (target: string, settings: Partial<SuggestionRequest['settings']> = {}) =>
    evidenceOf(engine, model, request, target, settings, emit, signal);
  const whole = await evidence(emotion);
  const families = [...segmentFamilies(whole, direction), ...bandFamilies(whole, direction)];
  for (const feature of mainFeatures(before, emotion))
    families.push(...segmentFamilies(await evidence(feature), direction).slice(0, 3));
  // Sources are those of the recording as it is; an edited one has no others (docs/explanations.md).
  if (request.audio.steps.length === 0) {
    const sources = await evidence(emotion, { segmenter: SOURCES, samples: SOURCE_SAMPLES, stability: null });
    families.push(...sourceFamilies(sources, direction));
  }
  return families;
}

/** The features with the largest effects on the emotion now. */
function mainFeatures({ effects }: Judgement, emotion: string): string[] {
  return Object.entries(effects[emotion]?.effects ?? {})
    .toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, FEATURES)
    .map(([name]) => name);
}

async function evidenceOf(
  engine: Engine,
  model: Model,
  { audio, modelId, start, emotion, settings }: SuggestionRequest,
  target: string,
  change: Partial<SuggestionRequest['settings']>,
  emit: Emit,
  signal: AbortSignal,
): Promise<Evidence> {
  const label = outputLabel(model.manifest, target).toLowerCase();
  const id = await explainTrack(
    engine,
    { audio, modelId, settings: { ...settings, ...change, feature: target, start } },
    (event) => {
      if (event.kind !== 'progress') return;
      emit({ kind: 'progress', step: `Explaining ${label}`, done: event.done, total: event.total });
    },
    signal,
  );
  const { segments, window } = engine.library.explanations.get(id);
  return { explanationId: id, label, sign: signOf(model, emotion, target), window, segments };
}

/** Whether more of a feature raises the emotion. */
function signOf({ manifest }: Pick<Model, 'manifest'>, emotion: string, target: string): 1 | -1 {
  const feature = manifest.midLevel.findIndex(({ name }) => name === target);
  if (feature < 0) return 1;
  const row = manifest.emotions.findIndex(({ name }) => name === emotion);
  return manifest.head.weights[row]![feature]! < 0 ? -1 : 1;
}

interface Edit {
  readonly request: SuggestionRequest;
  readonly window: { readonly start: number; readonly end: number };
  readonly before: Judgement;
  readonly steps: readonly EditStep[];
  readonly signal: AbortSignal;
}

/** Renders the edit, predicts the window again, and measures how audible it is. */
async function confirmEdit(
  engine: Engine,
  model: Model,
  sound: Sound,
  { request, window, before, steps, signal }: Edit,
): Promise<Confirmed> {
  signal.throwIfAborted();
  const audio = { ...request.audio, steps: [...request.audio.steps, ...steps] };
  const after = await engine.predicting.moment(audio, model, request.start, { signal });
  const edited = await engine.sounds.of(audio);
  const { sampleRate, frames } = sound.aligned;
  const range = [Math.floor(window.start * sampleRate), Math.min(frames, Math.ceil(window.end * sampleRate))];
  const { emotion } = request;
  return {
    after,
    shift: after.emotions[emotion]! - before.emotions[emotion]!,
    audibleChange: await audibleChange(sound.aligned, edited.aligned, [range[0]!, range[1]!], signal),
  };
}

function suggestionOf(
  { family, steps, confirmed }: Trial<Confirmed>,
  before: Judgement,
  request: SuggestionRequest,
): Suggestion {
  return {
    name: family.name,
    steps: steps.map((step) => ({ ...step, id: randomUUID() })),
    shift: shiftOf(judgementOf(before), judgementOf(confirmed.after)),
    audibleChange: confirmed.audibleChange,
    reached: reaches(confirmed, request),
  };
}

const judgementOf = ({ midLevel, emotions, effects, familiarity }: Judgement): Judgement => ({
  midLevel,
  emotions,
  effects,
  familiarity,
});
