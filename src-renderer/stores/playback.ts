import { createStore } from 'zustand/vanilla';

export interface Loop {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
}

export type Side = 'original' | 'edited';

/** What of the sound is heard: all of it, only the selection, or all but the selection. */
export type Audition = 'all' | 'only' | 'without';

/** What the user asked of playback. The running position is the player's (`player.position()`), not a store's. */
export interface Playback {
  readonly status: 'stopped' | 'starting' | 'playing';
  /** Where playback starts from, and where the playhead rests while stopped; seconds. */
  readonly cursor: number;
  readonly loop: Loop | null;
  readonly loopOn: boolean;
  readonly side: Side;
  readonly levelMatch: boolean;
  /** Gain put on the edited side to match the original's loudness, in dB; null while unknown. */
  readonly matchGainDb: number | null;
  readonly audition: Audition;
  readonly volumeDb: number;
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
    levelMatch: false,
    matchGainDb: null,
    audition: 'all',
    volumeDb: 0,
    error: null,
  }));
