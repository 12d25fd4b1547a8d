import type { AudioRef, Track } from '../../src-preload/contract/domain.ts';
import type { Side } from '../stores/playback.ts';
import { FADE_SECONDS, LEAD_SECONDS } from './mixer.ts';
import type { PcmReader } from './pcm-reader.ts';
import type { Course } from './play-clock.ts';
import { SIDES } from './programme.ts';
import { Ramp } from './ramp.ts';
import { Voice, type VoiceContext } from './voice.ts';

/** A side of a deck: the sound it holds, or is to hold once it is loaded. */
interface Place {
  readonly gain: GainNode;
  readonly ramp: Ramp;
  voice: Voice | null;
  /** What was asked for last; null for nothing. Another object for every request. */
  wanted: { readonly audio: AudioRef | null };
  /** Context time from which the voice sounds. */
  since: number;
}

interface DeckOptions {
  readonly context: VoiceContext;
  readonly destination: AudioNode;
  readonly reader: PcmReader;
  readonly track: Track;
  readonly course: Course;
  /** The sample of the sound to begin at. */
  readonly start: number;
}

/** From now on so soon a fade can begin. */
const SOONEST_SECONDS = 0.005;

/**
 * One or two sides of a programme that run in step, each behind its level, and a fade over both. A/B is a change of levels within a deck;
 * what runs on another clock is another deck, and the two are faded into one another.
 */
export class Deck implements Disposable {
  readonly #options: DeckOptions;
  readonly #out: GainNode;
  readonly #fade: Ramp;
  readonly #places: Readonly<Record<Side, Place>>;
  /** Voices that fade out, and when they have. */
  readonly #leaving = new Map<Voice, number>();

  constructor(options: DeckOptions) {
    const { context, destination } = options;
    this.#options = options;
    this.#out = context.createGain();
    this.#out.connect(destination);
    this.#fade = new Ramp(this.#out.gain, 0);
    const place = (): Place => {
      const gain = context.createGain();
      gain.connect(this.#out);
      return { gain, ramp: new Ramp(gain.gain, 0), voice: null, wanted: { audio: null }, since: 0 };
    };
    this.#places = { original: place(), edited: place() };
  }

  get course(): Course {
    return this.#options.course;
  }

  get start(): number {
    return this.#options.start;
  }

  /** Nodes that are held now. */
  get nodeCount(): number {
    return this.#voices().reduce((sum, voice) => sum + voice.nodeCount, SIDES.length + 1);
  }

  has(side: Side): boolean {
    return this.#places[side].voice !== null;
  }

  /** Gives a side its sound before the deck begins. */
  prepare(side: Side, audio: AudioRef): void {
    this.want(side, audio);
    this.#places[side].voice = this.voice(side, audio, this.start);
  }

  /** A voice for a side that begins at a sample. */
  voice(side: Side, audio: AudioRef, start: number): Voice {
    const { context, reader, track, course } = this.#options;
    const { sampleRate, channels } = track;
    const { rate, loop, map } = course;
    const destination = this.#places[side].gain;
    const { frames } = map;
    return new Voice({
      context,
      destination,
      reader,
      audio,
      sampleRate,
      rate,
      channels,
      frames,
      start,
      loop,
    });
  }

  /** See `Voice`. */
  get isRead(): boolean {
    return this.#voices().every((voice) => voice.isRead);
  }

  async load(): Promise<void> {
    await Promise.all(this.#voices().map((voice) => voice.load()));
  }

  reaches(now: number, time: number): boolean {
    return this.#voices().every((voice) => voice.reaches(now, time));
  }

  /** Says what a side is to hold. The result tells whether that is still so. */
  want(side: Side, audio: AudioRef | null): () => boolean {
    const wanted = { audio };
    this.#places[side].wanted = wanted;
    return () => this.#places[side].wanted === wanted;
  }

  wanted(side: Side): AudioRef | null {
    return this.#places[side].wanted.audio;
  }

  /** Fades from a side's present voice to the next at context time `time`, or as soon as the next can sound. */
  set(side: Side, next: Voice | null, time: number): void {
    const place = this.#places[side];
    const at = this.#soonest(time);
    next?.begin(time);
    // Without an old voice the level is down, and it is the level that fades.
    if (place.voice) next?.fade(1, at, FADE_SECONDS);
    else next?.open();
    place.voice?.fade(0, at, FADE_SECONDS);
    if (place.voice) this.#leaving.set(place.voice, at + FADE_SECONDS);
    if (!place.voice) place.since = at;
    place.voice = next;
  }

  /** Linear levels; both change within the same 10 ms, so that A/B has neither gap nor click, and not before a side that has a level sounds. */
  setLevels(levels: Readonly<Record<Side, number>>): void {
    const begins = SIDES.map((side) => (levels[side] === 0 ? 0 : this.#places[side].since));
    const from = Math.max(this.#options.context.currentTime + LEAD_SECONDS, ...begins);
    for (const side of SIDES) this.#places[side].ramp.to(levels[side], from, FADE_SECONDS);
  }

  /** Begins what was prepared, at linear levels, at context time `time`, or as soon as it can. The result is when it fades in. */
  begin(time: number, levels: Readonly<Record<Side, number>>): number {
    const at = this.#soonest(time);
    for (const voice of this.#voices()) {
      voice.begin(time);
      voice.open();
    }
    for (const side of SIDES) this.#places[side].ramp.set(levels[side]);
    this.#fade.to(1, at, FADE_SECONDS);
    return at;
  }

  /** Fades out from context time `at` on, or as soon as it can, unless it does already. The result is when it has. */
  end(at: number): number {
    const from = this.#soonest(at);
    if (this.#fade.goal !== 0 || this.#fade.start > from) this.#fade.to(0, from, FADE_SECONDS);
    return this.#fade.start + FADE_SECONDS;
  }

  /** Schedules what is due, and lets go of what has faded out. */
  async pump(): Promise<void> {
    const now = this.#options.context.currentTime;
    for (const [voice, end] of this.#leaving) {
      if (end > now) continue;
      voice[Symbol.dispose]();
      this.#leaving.delete(voice);
    }
    await Promise.all(SIDES.map((side) => this.#places[side].voice?.pump()));
  }

  [Symbol.dispose](): void {
    for (const voice of this.#voices()) voice[Symbol.dispose]();
    for (const side of SIDES) this.#places[side].gain.disconnect();
    this.#out.disconnect();
  }

  #soonest(time: number): number {
    return Math.max(time, this.#options.context.currentTime + SOONEST_SECONDS);
  }

  #voices(): Voice[] {
    const present = SIDES.flatMap((side) => this.#places[side].voice ?? []);
    return [...present, ...this.#leaving.keys()];
  }
}
