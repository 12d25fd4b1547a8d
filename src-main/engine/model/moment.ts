import type { Judgement } from '../../../src-preload/contract/domain.ts';
import type { SoundTime } from '../../../src-preload/contract/time-map.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import { judge } from './effects.ts';
import { frameToSeconds } from './framing.ts';
import { computeBands, framesIn } from './front-end.ts';
import type { LevelReference } from './level.ts';
import type { Model } from './model.ts';
import { type JudgedPositions, judgePositions } from './position-map.ts';
import { meanOf, type PositionRange, positionCount, positionsInside } from './positions.ts';
import { type Analysis, analyse, familiarityIn } from './prediction.ts';
import { windowFor } from './windows.ts';

/** A window anywhere in a sound. */
export interface Moment {
  readonly firstFrame: number;
  readonly frames: number;
  /** Seconds of the recording. */
  readonly start: number;
  readonly end: number;
  /** The second of the sound at which it starts: `start`, where the sound keeps the recording's time. */
  readonly soundStart: number;
  readonly judgement: Judgement;
}

/** The window for a second of the recording (`windowFor`). Its judgement is the mean of the map over it. */
export function momentAt(analysis: Analysis, model: Pick<Model, 'manifest'>, seconds: number): Moment {
  const { bands, time, windows } = analysis;
  const firstFrame = windowFor(seconds, { frames: bands.frames, time }, model.manifest);
  const inside = positionsInside({ first: firstFrame, count: windows.frames }, model.manifest.positions);
  const place = { firstFrame, frames: windows.frames };
  return placed(place, analysis, model, judgementOf(analysis, inside, model));
}

export interface MomentOptions {
  /** The recording's. */
  readonly reference: LevelReference;
  readonly time: SoundTime;
  readonly signal?: AbortSignal | undefined;
}

/** The same of a sound of another tempo that is not analysed as a whole: only what the window sees is heard. */
export async function analyseMoment(
  pcm: PcmSource,
  model: Model,
  compute: Compute,
  seconds: number,
  options: MomentOptions,
): Promise<Moment> {
  const { frontEnd, window, positions } = model.manifest;
  const { reference, time, signal } = options;
  const frames = framesIn(pcm, frontEnd);
  if (frames < window.frames) return momentAt(await analyse(pcm, model, compute, options), model, seconds);
  const place = { firstFrame: windowFor(seconds, { frames, time }, model.manifest), frames: window.frames };
  const frameRange = { first: place.firstFrame, count: place.frames };
  const bands = await computeBands(pcm, frontEnd, compute, { signal, frameRange });
  const inside = { first: 0, count: positionCount(place.frames, positions) };
  const judged = await judgePositions({ ...bands, firstFrame: 0 }, reference, model, inside, { signal });
  return placed(place, { time, duration: time.duration }, model, judgementOf(judged, inside, model));
}

function judgementOf(judged: JudgedPositions, range: PositionRange, { manifest }: Pick<Model, 'manifest'>) {
  return {
    ...judge(meanOf(judged.positionMap, range, manifest.midLevel.length), manifest),
    familiarity: familiarityIn(judged, manifest, range),
  };
}

function placed(
  { firstFrame, frames }: Pick<Moment, 'firstFrame' | 'frames'>,
  { time, duration }: Pick<Analysis, 'time' | 'duration'>,
  { manifest: { frontEnd } }: Pick<Model, 'manifest'>,
  judgement: Judgement,
): Moment {
  const start = frameToSeconds(firstFrame, frontEnd);
  const end = frameToSeconds(firstFrame + frames, frontEnd);
  return {
    firstFrame,
    frames,
    start: time ? time.toRecording(start) : start,
    end: Math.min(duration, time ? time.toRecording(end) : end),
    soundStart: start,
    judgement,
  };
}
