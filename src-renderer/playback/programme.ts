import type { AudioRef, Track } from '../../src-preload/contract/domain.ts';
import { type TimeMap, timeMapOf } from '../../src-preload/contract/time-map.ts';
import type { Heard, Loop, Side } from '../stores/playback.ts';
import { audioKey } from './pcm-reader.ts';
import type { FrameLoop } from './piece-plan.ts';
import type { Course } from './play-clock.ts';

/** What is to be heard; all places in seconds of the recording. */
export interface Programme {
  readonly track: Track;
  readonly original: AudioRef;
  /** Null when it would sound like the original. */
  readonly edited: AudioRef | null;
  readonly side: Heard;
  readonly loop: Loop | null;
  readonly matchGainDb: number;
  readonly volumeDb: number;
  /** 1 is as recorded; pitch goes along. */
  readonly speed: number;
}

/** The sides that play together, and how they run. */
export interface LineUp {
  readonly lead: Side;
  /** Both where they keep the same time, so that A/B is only a matter of levels; otherwise the one that is heard. */
  readonly sides: readonly Side[];
  readonly course: Course;
  /** Equal for line-ups that sound the same, levels aside. */
  readonly key: string;
}

export const SIDES: readonly Side[] = ['original', 'edited'];

export const otherSide = (side: Side): Side => (side === 'original' ? 'edited' : 'original');

/** The side that is heard; the edited one for the difference, which keeps the same time on both. */
export const leadOf = ({ side, edited }: Pick<Programme, 'side' | 'edited'>): Side =>
  side !== 'original' && edited !== null ? 'edited' : 'original';

export function mapOf({ track, original, edited }: Programme, side: Side): TimeMap {
  return timeMapOf(track, (side === 'edited' && edited ? edited : original).steps);
}

export function lineUpOf(programme: Programme): LineUp {
  const { track, edited, loop, speed } = programme;
  const lead = leadOf(programme);
  const map = mapOf(programme, lead);
  const together = edited !== null && mapOf(programme, otherSide(lead)).key === map.key;
  const sides = together ? SIDES : [lead];
  const course = { map, loop: framesOf(loop, track, map), rate: track.sampleRate * speed };
  const audio = sides.map((side) => audioKey(programme[side]!));
  return { lead, sides, course, key: JSON.stringify([sides, audio, course.loop, course.rate]) };
}

/** Linear levels of both sides, of those that are there: until the wanted one has come the other goes on. */
export function levelsOf(
  programme: Programme,
  isThere: (side: Side) => boolean,
): Readonly<Record<Side, number>> {
  const lead = leadOf(programme);
  const heard = isThere(lead) ? lead : otherSide(lead);
  if (heard === 'original') return { original: 1, edited: 0 };
  if (programme.side === 'difference' && isThere('original')) return { original: -1, edited: 1 };
  return { original: 0, edited: 10 ** (programme.matchGainDb / 20) };
}

/** A length in seconds that is not the recording's: the heard side's, or else the other's. Null when both are as long as the recording. */
export function otherLength(
  programme: Programme,
): { readonly seconds: number; readonly isHeard: boolean } | null {
  const lead = leadOf(programme);
  const { frames, sampleRate } = programme.track;
  for (const side of [lead, otherSide(lead)]) {
    const map = mapOf(programme, side);
    if (map.frames !== frames) return { seconds: map.frames / sampleRate, isHeard: side === lead };
  }
  return null;
}

function framesOf(loop: Loop | null, { sampleRate, frames }: Track, map: TimeMap): FrameLoop | null {
  if (!loop) return null;
  const sampleOf = (seconds: number) =>
    Math.round(map.toSound(Math.min(frames, Math.round(seconds * sampleRate))));
  const [start, end] = [sampleOf(loop.start), sampleOf(loop.end)];
  return end > start ? { start, end } : null;
}
