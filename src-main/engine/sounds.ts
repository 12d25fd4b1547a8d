import type { AudioRef, EditStep, EditTarget } from '../../src-preload/contract/domain.ts';
import { isIdle, stepsKey } from '../../src-preload/contract/edit-step.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { DecodedAudio } from './audio/decode.ts';
import { buildPeaks, type Peaks } from './audio/peaks.ts';
import type { PcmSource } from './audio/signal.ts';
import { type Applied, applySteps, type Kept, type Targets } from './edit/apply-steps.ts';
import { type SourceMap, sourcesKey } from './edit/remix.ts';
import { type SegmentMap, segmentMap } from './edit/segment-map.ts';
import type { Compute } from './jobs/compute.ts';
import { LeastRecent } from './least-recent.ts';
import type { LabelledExplanation } from './library/explanations.ts';
import type { Library } from './library/library.ts';
import type { Recordings } from './recordings.ts';
import type { SeparatedSources } from './separated-sources.ts';
import { SharedWork } from './shared-work.ts';

/** A recording with edit steps applied. */
export interface Sound extends Applied {
  /** Equal for equal steps. */
  readonly key: string;
  readonly recording: DecodedAudio;
  /** Outline of `aligned` for drawing, made when first asked for; given up when nobody waits for it any more. */
  peaks(signal?: AbortSignal): Promise<Peaks>;
}

/** True for the recording as it is. */
export const isUnchanged = ({ changed, time }: Applied): boolean => changed.length === 0 && time.steady;

export interface Sounds {
  /** What an AudioRef means. The same ref gives the same object while it is among those used last. */
  of(audio: AudioRef): Promise<Sound>;
}

export const noTargets: Targets = { segments: new Map(), sources: new Map() };

const keptPerRecording = 12;
/** Changed pitch is kept apart from what steps below it make of it, since it takes long and they change often. */
const pitchesPerRecording = 4;
/** Changed tempo holds some 40 MB for each list it was made for: what plays, what it is compared with, and what is judged. */
const temposPerRecording = 3;

export interface SoundsContext {
  readonly library: Library;
  readonly recordings: Recordings;
  readonly separatedSources: SeparatedSources;
  readonly compute: Compute;
}

export function createSounds({ library, recordings, separatedSources, compute }: SoundsContext): Sounds {
  const perRecording = new WeakMap<DecodedAudio, LeastRecent<Sound>>();
  const keptOf = new WeakMap<DecodedAudio, Kept>();
  const newKept = (): Kept => {
    const [pitches, tempos] = [pitchesPerRecording, temposPerRecording].map(
      (limit) => new LeastRecent<PcmSource>(limit),
    ) as [LeastRecent<PcmSource>, LeastRecent<PcmSource>];
    return { pitch: (key, make) => pitches.get(key, make), tempo: (key, make) => tempos.get(key, make) };
  };
  return {
    async of({ trackId, steps }) {
      const recording = await recordings.openTrack(trackId);
      const effective = steps.filter((step) => !isIdle(step));
      const key = stepsKey(effective);
      const kept = keptOf.get(recording) ?? newKept();
      keptOf.set(recording, kept);
      const sounds = perRecording.get(recording) ?? new LeastRecent<Sound>(keptPerRecording);
      perRecording.set(recording, sounds);
      return sounds.get(key, () => {
        const { path } = library.tracks.file(trackId);
        const read = (id: string) => library.explanations.get(id);
        const targets = targetsOf(effective, read, { recording, path, separatedSources });
        return editedSound(key, recording, effective, targets, compute, kept);
      });
    },
  };
}

/** A recording with steps whose segments and sources are looked up in `targets`. */
export function editedSound(
  key: string,
  recording: DecodedAudio,
  steps: readonly EditStep[],
  targets: Targets,
  compute: Compute,
  kept?: Kept,
): Sound {
  const applied = applySteps(recording, steps, targets, compute, kept);
  const { aligned } = applied;
  const outline = new SharedWork<Peaks>({ limit: 1, bytesOf: () => 0, maxBytes: 0 });
  return {
    ...applied,
    key,
    recording,
    peaks: (signal) =>
      aligned === recording
        ? recording.peaks()
        : outline.get('', (work) => buildPeaks(aligned, { signal: work.signal }), { signal }),
  };
}

/** What of an explanation an edit needs. */
export type ExplainedTarget = Pick<
  LabelledExplanation,
  'id' | 'segments' | 'window' | 'segmenter' | 'frames' | 'bands' | 'frameSeconds' | 'bandEdges' | 'labels'
>;

export interface TargetContext {
  readonly recording: DecodedAudio;
  readonly path: string;
  readonly separatedSources: SeparatedSources;
}

/** The segments and sources that the steps speak of. Throws `not_found` for an explanation that is not in the library. */
export function targetsOf(
  steps: readonly EditStep[],
  read: (explanationId: string) => ExplainedTarget,
  context: TargetContext,
): Targets {
  const segments = new Map<string, SegmentMap>();
  const sources = new Map<string, SourceMap>();
  for (const { target } of steps) {
    if (target.kind === 'source') {
      const key = sourcesKey(target)!;
      sources.set(key, spanSources(target, context, sources.get(key)?.components));
      continue;
    }
    if (target.kind !== 'segments') continue;
    const id = target.explanationId;
    if (segments.has(id) || sources.has(id)) continue;
    const explanation = read(id);
    if (explanation.segments.some(({ source }) => source !== null))
      sources.set(id, sourceMap(explanation, context));
    else segments.set(id, segmentMap(explanation, explanation.labels));
  }
  return { segments, sources };
}

/** The longest stretch that is parted into sources for an edit, in seconds: all of it is held in memory. */
const LONGEST_SPAN = 60;

/** The sources of a span of time that steps speak of, `others` by earlier ones. Throws `bad_request` for a span that is too long. */
function spanSources(
  target: Extract<EditTarget, { kind: 'source' }>,
  context: TargetContext,
  others: SourceMap['components'] = [],
): SourceMap {
  const [from, to] = target.timeRange;
  if (to - from > LONGEST_SPAN)
    throw new MezzoError(
      'bad_request',
      `Sound sources can be edited over ${LONGEST_SPAN} seconds at a time, not ${(to - from).toFixed(1)}. Choose a shorter stretch.`,
    );
  const { recording, path, separatedSources } = context;
  const edge = recording.sampleRate;
  return {
    components: [
      ...others.filter(({ source }) => source !== target.source),
      { id: others.length, from, to, source: target.source },
    ],
    async read() {
      const { start, sources } = await separatedSources.of({
        recording,
        path,
        separator: target.separator,
        start: Math.floor(from * recording.sampleRate) - edge,
        end: Math.ceil(to * recording.sampleRate) + edge,
      });
      if (!sources.some(({ name }) => name === target.source))
        throw new MezzoError(
          'not_found',
          `There is no sound source “${target.source}” here. The sources are ${sources.map(({ name }) => name).join(', ')}.`,
        );
      return { start, sources: new Map(sources.map(({ name, channels }) => [name, channels])) };
    },
  };
}

function sourceMap(explanation: ExplainedTarget, context: TargetContext): SourceMap {
  const { segments, window, segmenter } = explanation;
  const { recording, path, separatedSources } = context;
  const params = Object.entries(segmenter.params).map(([key, value]) => `${key}=${value}`);
  return {
    components: segments.map(({ id: segment, timeRange: [from, to], source }) => ({
      id: segment,
      from,
      to,
      source: source ?? '',
    })),
    async read() {
      const edge = recording.sampleRate;
      const { start, sources } = await separatedSources.of({
        recording,
        path,
        separator: `${segmenter.name}:${params.join(',')}`,
        start: Math.floor(window.start * recording.sampleRate) - edge,
        end: Math.ceil(window.end * recording.sampleRate) + edge,
      });
      return { start, sources: new Map(sources.map(({ name, channels }) => [name, channels])) };
    },
  };
}
