import type { AudioRef, Track } from '../../src-preload/contract/domain.ts';
import { startOf } from '../stores/playback.ts';
import { audioKey, type PcmReader } from './pcm-reader.ts';
import { leadOf, mapOf, otherSide, type Programme, SIDES } from './programme.ts';
import { chunkOf } from './voice.ts';

/** How long the playhead rests before anything is read, in milliseconds: a drag over the timeline reads nothing. */
const REST_MS = 150;
/** Chunks of a second that are read from the playhead on. */
const CHUNKS = 2;

/**
 * Reads what would be heard first from where the playhead rests, both sides, so that the sound comes at once and goes on when the engine is
 * busy. What fails is left to playing, which tells it.
 */
export class ReadAhead {
  readonly #reader: PcmReader;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();
  #following = false;
  /** What was read last for a change of sides. */
  #followed = '';

  constructor(reader: PcmReader) {
    this.#reader = reader;
  }

  /** The playhead rests at `seconds` of a programme. */
  at(programme: Programme, seconds: number): void {
    this.cancel();
    this.#timer = setTimeout(() => void this.#rest(programme, seconds), REST_MS);
  }

  /**
   * Reads what the side that is not heard would begin with at a moment, in samples of the recording: called while the other plays alone.
   * At most one read at a time, and none twice.
   */
  async follow(programme: Programme, moment: number): Promise<void> {
    const { track } = programme;
    const side = otherSide(leadOf(programme));
    const audio = programme[side];
    if (!audio || this.#following) return;
    const { frames, toSound } = mapOf(programme, side);
    const from = Math.floor(toSound(moment) / chunkOf(track.sampleRate));
    const place = `${from} ${audioKey(audio)}`;
    if (place === this.#followed) return;
    this.#followed = place;
    this.#following = true;
    for (let i = from; i < from + CHUNKS; i++) await this.#chunk(audio, track, i, frames);
    this.#following = false;
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#followed = '';
  }

  async #rest(programme: Programme, cursor: number): Promise<void> {
    const { signal } = this.#abort;
    const { track, loop } = programme;
    const start = startOf({ cursor, loop, loopOn: loop !== null }) * track.sampleRate;
    const places = SIDES.flatMap((side) => {
      const { frames, toSound } = mapOf(programme, side);
      const audio = programme[side];
      return audio ? [{ audio, frames, first: Math.floor(toSound(start) / chunkOf(track.sampleRate)) }] : [];
    });
    for (let i = 0; i < CHUNKS; i++)
      for (const { audio, frames, first } of places)
        if (!signal.aborted && !(await this.#chunk(audio, track, first + i, frames))) return;
  }

  /** Reads one chunk, if there is one. False when that failed: playing asks again and tells what is wrong. */
  async #chunk(audio: AudioRef, track: Track, index: number, frames: number): Promise<boolean> {
    const chunk = chunkOf(track.sampleRate);
    if (index * chunk >= frames) return true;
    try {
      await this.#reader.read(audio, track.channels, index * chunk, chunk, chunk, this.#abort.signal);
      return true;
    } catch {
      return false;
    }
  }
}
