import type { AudioRef, Track } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { EngineClient } from '../engine-client.ts';
import type { Heard, Loop, Side } from '../stores/playback.ts';
import { afterPaint } from './after-paint.ts';
import { type Levels, SILENT } from './meter.ts';
import { Output, type PlayerOutput } from './output.ts';
import { audioKey, PcmReader } from './pcm-reader.ts';
import { type FrameLoop, frameAfter } from './piece-plan.ts';
import { ReadAhead } from './read-ahead.ts';
import { Voice } from './voice.ts';

/** What is to be heard. Both sides run in step; only one is audible. */
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

type PlayerStatus = 'stopped' | 'starting' | 'playing';

interface Anchor {
  /** Context time at which `frame` sounds. */
  readonly time: number;
  readonly frame: number;
  readonly loop: FrameLoop | null;
}

const FADE_SECONDS = 0.01;
const START_LEAD_SECONDS = 0.03;
const CHANGE_LEAD_SECONDS = 0.06;
const MOST_TRIES = 4;
/** How much longer than the last loading took the next one is given. */
const LEAD_GROWTH = 1.25;
const SIDES: readonly Side[] = ['original', 'edited'];

/**
 * Plays the programme by streaming samples from the engine. Seeking, looping, A/B and edits change what plays without a gap:
 * the old sound fades out over 10 ms while the new one, already loaded, fades in at the same sample.
 */
export class Player implements AsyncDisposable {
  readonly #reader: PcmReader;
  readonly #ahead: ReadAhead;
  readonly #openOutput: (sampleRate: number, onPump: () => void) => PlayerOutput;
  #output: PlayerOutput | null = null;
  #programme: Programme | null = null;
  readonly #voices: Record<Side, Voice | null> = { original: null, edited: null };
  readonly #leaving = new Map<Voice, number>();
  readonly #attempts: Record<Side, number> = { original: 0, edited: 0 };
  #anchors: Anchor[] = [];
  #status: PlayerStatus = 'stopped';
  #resting = 0;
  #deviceId = '';
  #start = 0;

  /** Called when the status changes, and with the sentence of a failure. */
  onStatus: (status: PlayerStatus, restingAt: number, failure: unknown) => void = () => undefined;

  /** Called when the browser refuses the output that sound was to go to; it then goes to the system's. */
  onOutputRefused: () => void = () => undefined;

  constructor(
    engine: EngineClient,
    openOutput: (sampleRate: number, onPump: () => void) => PlayerOutput = (rate, onPump) =>
      new Output(rate, onPump),
  ) {
    this.#reader = new PcmReader(engine);
    this.#ahead = new ReadAhead(this.#reader);
    this.#openOutput = openOutput;
  }

  get status(): PlayerStatus {
    return this.#status;
  }

  /** Audio nodes held for playing now; 0 when stopped. */
  get nodeCount(): number {
    const playing = SIDES.reduce((sum, side) => sum + (this.#voices[side]?.nodeCount ?? 0), 0);
    return playing + [...this.#leaving.keys()].reduce((sum, voice) => sum + voice.nodeCount, 0);
  }

  /** The place that is heard now, in seconds. */
  position(): number {
    const programme = this.#programme;
    if (!programme) return 0;
    if (this.#status !== 'playing' || !this.#output) return this.#resting;
    const { context } = this.#output;
    return this.#frameAt(context.currentTime - (context.outputLatency || 0)) / programme.track.sampleRate;
  }

  levels(): Levels {
    return this.#output && this.#status === 'playing' ? this.#output.levels() : SILENT;
  }

  /** Sends the sound to a device, '' being the system's output. */
  async sendTo(deviceId: string): Promise<void> {
    this.#deviceId = deviceId;
    if (this.#output) await this.#send(this.#output);
  }

  /** Rests the playhead at `seconds` while stopped. */
  rest(seconds: number): void {
    if (this.#status !== 'stopped') return;
    this.#resting = seconds;
    if (this.#programme) this.#ahead.at(this.#programme, seconds);
  }

  /** Takes a new programme; what plays changes over to it at once. */
  configure(programme: Programme | null): void {
    const before = this.#programme;
    const at = this.position();
    this.#programme = programme;
    if (!programme || before?.track.id !== programme.track.id) {
      this.stop();
      this.#resting = 0;
      this.#ahead.cancel();
      this.#reader.clear();
    }
    if (programme && this.#status === 'stopped') this.#ahead.at(programme, this.#resting);
    if (!programme || before?.track.id !== programme.track.id) return;
    this.#applyLevels();
    if (this.#status !== 'playing') return;
    if (before.speed !== programme.speed) {
      this.stop();
      void this.play(at);
      return;
    }
    if (!sameLoop(before.loop, programme.loop)) {
      this.#reanchor(programme);
      for (const side of SIDES) void this.#replace(side);
      return;
    }
    if (audioKey(before.original) !== audioKey(programme.original)) void this.#replace('original');
    if (keyOf(before.edited) !== keyOf(programme.edited)) void this.#replace('edited');
  }

  /** Plays from `seconds`, or goes on from there when it plays already. */
  async play(seconds: number): Promise<void> {
    const programme = this.#programme;
    if (!programme) return;
    this.#ahead.cancel();
    const { track } = programme;
    const start = Math.min(Math.max(0, Math.round(seconds * track.sampleRate)), track.frames);
    if (start >= track.frames) return this.play(0);
    const wasPlaying = this.#status === 'playing';
    if (!wasPlaying) this.#set('starting', start / track.sampleRate);
    this.#start = start / track.sampleRate;
    const attempts = SIDES.map((side) => ++this.#attempts[side]);
    const fresh = (): boolean => SIDES.every((side, i) => this.#attempts[side] === attempts[i]);
    const made: Voice[] = [];
    try {
      const output = await this.#open(rateOf(programme));
      const loop = framesOf(programme);
      const voices = SIDES.map((side) => this.#voice(side, output, start, loop));
      for (const voice of voices) if (voice) made.push(voice);
      await Promise.all(made.map((voice) => voice.load()));
      if (!fresh()) throw new DOMException('Overtaken', 'AbortError');
      const time = this.#onGrid(output.context.currentTime + START_LEAD_SECONDS);
      this.#anchors = [...(wasPlaying ? this.#anchors.slice(-1) : []), { time, frame: start, loop }];
      SIDES.forEach((side, i) => {
        this.#change(side, voices[i] ?? null, time);
      });
      this.#set('playing', this.#start);
      this.#applyLevels();
      this.#pump();
    } catch (cause) {
      for (const voice of made) voice[Symbol.dispose]();
      if (fresh()) this.#fail(cause);
    }
  }

  /** Stops with a short fade; the playhead rests where it was. */
  stop(): void {
    for (const side of SIDES) this.#attempts[side]++;
    if (this.#status === 'stopped') return;
    this.#resting = this.position();
    const now = this.#output?.context.currentTime ?? 0;
    for (const side of SIDES) this.#change(side, null, now);
    this.#set('stopped', this.#resting);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ahead.cancel();
    this.stop();
    for (const voice of this.#leaving.keys()) voice[Symbol.dispose]();
    this.#leaving.clear();
    await this.#output?.[Symbol.asyncDispose]();
    this.#output = null;
  }

  async #open(sampleRate: number): Promise<PlayerOutput> {
    // Opening the sound card holds the page up; that it is starting is seen first.
    if (!this.#output) await afterPaint();
    if (this.#output && this.#output.context.sampleRate !== sampleRate && this.#status !== 'playing') {
      await this.#output[Symbol.asyncDispose]();
      this.#output = null;
    }
    if (!this.#output) {
      this.#output = this.#openOutput(sampleRate, () => this.#pump());
      await this.#send(this.#output);
    }
    if (this.#output.context.state === 'suspended') await this.#output.context.resume();
    return this.#output;
  }

  async #send(output: PlayerOutput): Promise<void> {
    const deviceId = this.#deviceId;
    try {
      await output.sendTo(deviceId);
    } catch {
      if (this.#deviceId !== deviceId) return;
      this.#deviceId = '';
      await output.sendTo('').catch(() => undefined);
      this.onOutputRefused();
    }
  }

  #voice(side: Side, output: PlayerOutput, start: number, loop: FrameLoop | null): Voice | null {
    const { track, [side]: audio } = this.#programme!;
    if (!audio) return null;
    const { sampleRate, channels, frames } = track;
    const rate = rateOf(this.#programme!);
    const { context, reader } = { context: output.context, reader: this.#reader };
    return new Voice({
      context,
      destination: output.mixer[side],
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

  /**
   * Loads one side anew and changes over to it a moment from now, at the sample that is due then. When loading takes so long that
   * the moment is past, the old sound goes on and a later moment is tried.
   */
  async #replace(side: Side): Promise<void> {
    const attempt = ++this.#attempts[side];
    const { context } = this.#output!;
    let lead = CHANGE_LEAD_SECONDS;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const asked = context.currentTime;
      const time = this.#onGrid(asked + lead);
      const voice = this.#voice(side, this.#output!, this.#frameAt(time), this.#anchors.at(-1)!.loop);
      try {
        await voice?.load();
      } catch (cause) {
        voice?.[Symbol.dispose]();
        if (this.#attempts[side] === attempt) this.#fail(cause);
        return;
      }
      if (this.#attempts[side] !== attempt || this.#status !== 'playing') {
        voice?.[Symbol.dispose]();
        return;
      }
      const lastTry = tries === MOST_TRIES - 1;
      if (!voice || lastTry || voice.reaches(context.currentTime, time)) {
        this.#change(side, voice, time);
        this.#applyLevels();
        this.#pump();
        return;
      }
      voice[Symbol.dispose]();
      lead = LEAD_GROWTH * (context.currentTime - asked);
    }
  }

  /** Fades from the side's present voice to the next at context time `time`, or as soon as the next can sound. */
  #change(side: Side, next: Voice | null, time: number): void {
    const now = this.#output?.context.currentTime ?? 0;
    next?.begin(time);
    const at = Math.max(time, now + 0.005);
    const old = this.#voices[side];
    old?.fade(0, at, FADE_SECONDS);
    if (old) this.#leaving.set(old, at + FADE_SECONDS);
    next?.fade(1, at, FADE_SECONDS);
    this.#voices[side] = next;
    if (old) setTimeout(() => this.#letGo(), (at + FADE_SECONDS - now) * 1000 + 30);
  }

  #letGo(): void {
    const now = this.#output?.context.currentTime ?? Number.POSITIVE_INFINITY;
    for (const [voice, end] of this.#leaving) {
      if (end > now && this.#output?.context.state === 'running') continue;
      voice[Symbol.dispose]();
      this.#leaving.delete(voice);
    }
  }

  #reanchor(programme: Programme): void {
    const time = this.#onGrid(this.#output!.context.currentTime + CHANGE_LEAD_SECONDS);
    const frame = this.#frameAt(time);
    this.#anchors = [...this.#anchors.slice(-1), { time, frame, loop: framesOf(programme) }];
  }

  #pump(): void {
    if (this.#status !== 'playing') return;
    this.#letGo();
    for (const side of SIDES) this.#voices[side]?.pump().catch((cause) => this.#fail(cause));
    const { track } = this.#programme!;
    if (this.#frameAt(this.#output!.context.currentTime) < track.frames) return;
    this.stop();
    this.#resting = this.#start;
    this.#set('stopped', this.#start);
  }

  #fail(cause: unknown): void {
    if (MezzoError.from(cause).code === 'cancelled') return;
    this.stop();
    this.onStatus('stopped', this.#resting, cause);
  }

  #applyLevels(): void {
    const { side, edited, matchGainDb, volumeDb } = this.#programme!;
    const hearEdited = side !== 'original' && edited !== null && this.#voices.edited !== null;
    const match = 10 ** (matchGainDb / 20);
    const [a, b] = !hearEdited ? [1, 0] : side === 'edited' ? [0, match] : [-1, 1];
    this.#output?.mixer.setLevels(a, b, 10 ** (volumeDb / 20));
  }

  #frameAt(time: number): number {
    const { track } = this.#programme!;
    const anchor = this.#anchors.findLast((one) => one.time <= time) ?? this.#anchors[0];
    if (!anchor) return 0;
    const elapsed = Math.round((time - anchor.time) * rateOf(this.#programme!));
    return frameAfter(anchor.frame, elapsed, anchor.loop, track.frames);
  }

  /** The next context time that lies on a sample, so that pieces and sides meet exactly. */
  #onGrid(time: number): number {
    const rate = this.#output!.context.sampleRate;
    return Math.ceil(time * rate) / rate;
  }

  #set(status: PlayerStatus, restingAt: number): void {
    this.#status = status;
    this.#resting = restingAt;
    this.onStatus(status, restingAt, null);
  }
}

/** Samples a second that are played. */
const rateOf = ({ track, speed }: Programme): number => track.sampleRate * speed;

function framesOf({ loop, track }: Programme): FrameLoop | null {
  if (!loop) return null;
  const start = Math.round(loop.start * track.sampleRate);
  const end = Math.min(track.frames, Math.round(loop.end * track.sampleRate));
  return end > start ? { start, end } : null;
}

const sameLoop = (a: Loop | null, b: Loop | null) => a?.start === b?.start && a?.end === b?.end;
const keyOf = (audio: AudioRef | null) => (audio ? audioKey(audio) : '');
