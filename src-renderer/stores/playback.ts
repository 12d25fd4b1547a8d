import { createStore } from 'zustand/vanilla';
import type { Version } from '../../src-preload/contract/domain.ts';

export interface Loop {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
}

export type Side = 'original' | 'edited';

/** What is heard: one side, or the edited side less the other, which is what the edits change. */
export type Heard = Side | 'difference';

/** A version of the edits that is heard in the place of the original. */
export type Reference = Pick<Version, 'id' | 'name' | 'steps'>;

/** What of the sound is heard: all of it, only the selection, or all but the selection. */
export type Audition = 'all' | 'only' | 'without';

/** What the user asked of playback. The running position is the player's (`player.position()`), not a store's. */
export interface Playback {
  readonly status: 'stopped' | 'starting' | 'playing';
  /** Where playback starts from, and where the playhead rests while stopped; seconds. */
  readonly cursor: number;
  readonly loop: Loop | null;
  readonly loopOn: boolean;
  readonly side: Heard;
  /** Null: the original is what the edits are compared with. */
  readonly reference: Reference | null;
  readonly levelMatch: boolean;
  /** Gain put on the edited side to match the original's loudness, in dB; null while unknown. */
  readonly matchGainDb: number | null;
  readonly audition: Audition;
  readonly volumeDb: number;
  /** 0.25 … 2; 1 is as recorded. Pitch goes along, as on tape. */
  readonly speed: number;
  /** The sentence of the last failure to play. */
  readonly error: string | null;
}

export const createPlaybackStore = () =>
  createStore<Playback>(() => ({
    status: 'stopped',
    cursor: 0,
    loop: null,
    loopOn: false,
    side: 'original',
    reference: null,
    levelMatch: false,
    matchGainDb: null,
    audition: 'all',
    volumeDb: 0,
    speed: 1,
    error: null,
  }));

/** Where playing begins: at the playhead, or at the loop's start when the playhead is outside a loop that is on. */
export function startOf({ cursor, loop, loopOn }: Pick<Playback, 'cursor' | 'loop' | 'loopOn'>): number {
  return loop && loopOn && (cursor < loop.start || cursor >= loop.end) ? loop.start : cursor;
}
