import type { AudioRef } from '../../src-preload/contract/domain.ts';
import type { Pcm, PcmReader } from './pcm-reader.ts';
import { type FrameLoop, frameAfter, nextPiece, type Piece } from './piece-plan.ts';
import { Ramp } from './ramp.ts';

/** The part of an AudioContext that a voice needs. */
export type VoiceContext = Pick<
  BaseAudioContext,
  'currentTime' | 'createBuffer' | 'createBufferSource' | 'createGain'
>;

interface VoiceOptions {
  readonly context: VoiceContext;
  readonly destination: AudioNode;
  readonly reader: PcmReader;
  readonly audio: AudioRef;
  /** The recording's, in Hz. */
  readonly sampleRate: number;
  /** Samples that are played a second; differs from the recording's rate when it plays faster or slower. */
  readonly rate: number;
  readonly channels: number;
  /** Length of the sound in samples. */
  readonly frames: number;
  /** The first sample to play. */
  readonly start: number;
  readonly loop: FrameLoop | null;
}

/** What is read before the sound begins: little, so that it comes soon, and enough for the next piece to come in time. */
const FIRST_SECONDS = 1;
/** How far ahead pieces are scheduled, in seconds. */
const AHEAD_SECONDS = 3;
/** A piece that comes too late starts so much after now, at the place it would have reached. */
const LATE_LEAD_SECONDS = 0.005;

/** The longest stretch left out beyond what is past, in seconds. */
const MOST_LEFT_OUT_SECONDS = 2;

/**
 * One piece of sound playing from one place: reads chunk after chunk and schedules them back to back on the context's clock.
 * Owns its nodes; each is let go when it has ended, all of them on `dispose`.
 */
export class Voice implements Disposable {
  readonly #options: VoiceOptions;
  readonly #gain: GainNode;
  readonly #ramp: Ramp;
  readonly #sources = new Set<AudioBufferSourceNode>();
  readonly #abort = new AbortController();
  #position: number | null;
  #first: { piece: Piece; pcm: Pcm }[] = [];
  /** Context time of the first sample; null before `begin`. */
  #startTime: number | null = null;
  #scheduled = 0;
  #pumping = false;
  /** What the last read took, in context time. */
  #readSeconds = 0;

  constructor(options: VoiceOptions) {
    this.#options = options;
    this.#position = options.start;
    this.#gain = options.context.createGain();
    this.#ramp = new Ramp(this.#gain.gain, 0);
    this.#gain.connect(options.destination);
  }

  /** Nodes this voice holds now. */
  get nodeCount(): number {
    return this.#sources.size + 1;
  }

  /** True when what was loaded still sounds at context time `now` in a voice that begins at `time`, or nothing is left to load. */
  reaches(now: number, time: number): boolean {
    const loaded = this.#first.reduce((sum, { piece }) => sum + piece.count, 0);
    return loaded === 0 || time + loaded / this.#options.rate > now + LATE_LEAD_SECONDS;
  }

  /** True when nothing has to be asked of the engine to begin. */
  get isRead(): boolean {
    const { reader, audio, sampleRate } = this.#options;
    return this.#firstPieces().every(({ start, count }) =>
      reader.holds(audio, start, count, chunkOf(sampleRate)),
    );
  }

  /** Reads the first second, so that `begin` can start without waiting. */
  async load(): Promise<void> {
    for (const piece of this.#firstPieces()) this.#first.push({ piece, pcm: await this.#read(piece) });
  }

  /** Puts the first sample at context time `time`; what is already late is left out, so that the clock stays true. */
  begin(time: number): void {
    this.#startTime = time;
    for (const { piece, pcm } of this.#first) this.#schedule(piece, pcm);
    this.#first = [];
  }

  /** Schedules whatever is due within the next seconds. Call it a few times a second. */
  async pump(): Promise<void> {
    if (this.#pumping || this.#startTime === null) return;
    this.#pumping = true;
    try {
      while (this.#position !== null && !this.#abort.signal.aborted && this.#secondsAhead() < AHEAD_SECONDS) {
        this.#catchUp();
        const piece = this.#plan(this.#position);
        if (!piece) break;
        const asked = this.#options.context.currentTime;
        const pcm = await this.#read(piece);
        this.#readSeconds = this.#options.context.currentTime - asked;
        if (this.#abort.signal.aborted) break;
        this.#schedule(piece, pcm);
      }
    } catch (cause) {
      if (!this.#abort.signal.aborted) throw cause;
    } finally {
      this.#pumping = false;
    }
  }

  /** Is at its full level at once; for a voice whose fade is another's matter. */
  open(): void {
    this.#ramp.set(1);
  }

  /** Goes to `level` (0…1) within `seconds` from context time `from` on. Linear, since the two sides of a fade are nearly equal sounds. */
  fade(level: number, from: number, seconds: number): void {
    this.#ramp.to(level, from, seconds);
  }

  /** Stops at once and lets go of every node. */
  [Symbol.dispose](): void {
    this.#abort.abort();
    for (const source of this.#sources) release(source);
    this.#sources.clear();
    this.#gain.disconnect();
  }

  /**
   * When the engine is slower than playing, what is already past is left out, and so much more as a read took last, so that
   * the next piece comes in time: the sound has holes, but it is never behind the clock and never silent for good.
   */
  #catchUp(): void {
    const { loop, frames, sampleRate, rate } = this.#options;
    const behind = -this.#secondsAhead();
    if (behind <= 0 || this.#position === null) return;
    const skipped = Math.ceil(
      (behind + Math.min(MOST_LEFT_OUT_SECONDS, this.#readSeconds) + LATE_LEAD_SECONDS) * rate,
    );
    const next = frameAfter(this.#position, skipped, loop, frames);
    const chunk = chunkOf(sampleRate);
    // From the start of a chunk on, a whole one is read: that sounds longest, and a loop finds it again.
    const toChunk = Math.ceil(next / chunk) * chunk - next;
    const whole = next + toChunk < (loop && next < loop.end ? loop.end : frames);
    this.#scheduled += skipped + (whole ? toChunk : 0);
    this.#position = next < frames ? next + (whole ? toChunk : 0) : null;
  }

  #secondsAhead(): number {
    const { context, rate } = this.#options;
    return this.#startTime! + this.#scheduled / rate - context.currentTime;
  }

  #plan(position: number | null, limit?: number): Piece | null {
    const { loop, frames, sampleRate } = this.#options;
    return position === null ? null : nextPiece(position, loop, frames, chunkOf(sampleRate), limit);
  }

  #firstPieces(): Piece[] {
    const pieces: Piece[] = [];
    let missing = Math.round(FIRST_SECONDS * this.#options.rate);
    let position = this.#position;
    while (missing > 0) {
      const piece = this.#plan(position, missing);
      if (!piece) break;
      pieces.push(piece);
      missing -= piece.count;
      position = piece.next;
    }
    return pieces;
  }

  #read({ start, count }: Piece): Promise<Pcm> {
    const { reader, audio, channels, sampleRate } = this.#options;
    return reader.read(audio, channels, start, count, chunkOf(sampleRate), this.#abort.signal);
  }

  #schedule(piece: Piece, pcm: Pcm): void {
    const { context, rate, channels } = this.#options;
    const when = this.#startTime! + this.#scheduled / rate;
    this.#scheduled += piece.count;
    this.#position = piece.next;
    const late = context.currentTime + LATE_LEAD_SECONDS - when;
    if (late >= piece.count / rate) return;
    const buffer = context.createBuffer(channels, piece.count, rate);
    pcm.forEach((channel, c) => {
      buffer.copyToChannel(channel, c);
    });
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#gain);
    source.onended = () => {
      this.#sources.delete(source);
      release(source);
    };
    this.#sources.add(source);
    if (late > 0) source.start(when + late, late);
    else source.start(when);
  }
}

/** Samples a chunk: one second. */
export function chunkOf(sampleRate: number): number {
  return Math.round(sampleRate);
}

function release(source: AudioBufferSourceNode): void {
  source.onended = null;
  source.disconnect();
  try {
    source.stop();
  } catch {
    // It was never started.
  }
  source.buffer = null;
}
