import { startOf } from '../stores/playback.ts';
import type { PcmReader } from './pcm-reader.ts';
import type { Programme } from './player.ts';
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

  constructor(reader: PcmReader) {
    this.#reader = reader;
  }

  /** The playhead rests at `seconds` of a programme. */
  at(programme: Programme, seconds: number): void {
    this.cancel();
    this.#timer = setTimeout(() => void this.#read(programme, seconds), REST_MS);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #read({ track, original, edited, loop }: Programme, cursor: number): Promise<void> {
    const { signal } = this.#abort;
    const chunk = chunkOf(track.sampleRate);
    const start = startOf({ cursor, loop, loopOn: loop !== null });
    const first = Math.floor((start * track.sampleRate) / chunk);
    try {
      for (let i = first; i < first + CHUNKS && i * chunk < track.frames; i++)
        for (const audio of edited ? [original, edited] : [original])
          await this.#reader.read(audio, track.channels, i * chunk, chunk, chunk, signal);
    } catch {
      // Playing asks again and tells what is wrong.
    }
  }
}
