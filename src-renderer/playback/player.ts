import type { AudioRef } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { EngineClient } from '../engine-client.ts';
import type { Side } from '../stores/playback.ts';
import { CHANGE_LEAD_SECONDS, changeOver } from './changeover.ts';
import { Deck } from './deck.ts';
import { type Levels, SILENT } from './meter.ts';
import { Output, type PlayerOutput } from './output.ts';
import { audioKey, PcmReader } from './pcm-reader.ts';
import { PlayClock } from './play-clock.ts';
import { type LineUp, levelsOf, lineUpOf, type Programme, SIDES } from './programme.ts';
import { ReadAhead } from './read-ahead.ts';
import { Speaker } from './speaker.ts';
import type { Voice } from './voice.ts';

type PlayerStatus = 'stopped' | 'starting' | 'playing';

/** What is being loaded to take the place of all that plays. */
interface Coming {
  readonly key: string;
  /** Where it is to begin, in seconds; null to go on from where playing is. */
  readonly seconds: number | null;
}

const START_LEAD_SECONDS = 0.03;

/**
 * Plays the programme by streaming samples from the engine. Seeking, looping, A/B and edits change what plays without a gap:
 * the old sound fades out over 10 ms while the new one, already loaded, fades in at the same moment of the recording.
 */
export class Player implements AsyncDisposable {
  readonly #reader: PcmReader;
  readonly #ahead: ReadAhead;
  readonly #speaker: Speaker;
  readonly #clock = new PlayClock();
  #programme: Programme | null = null;
  #deck: Deck | null = null;
  /** Decks that fade out, and when they have. */
  readonly #leaving = new Map<Deck, number>();
  #coming: Coming | null = null;
  #status: PlayerStatus = 'stopped';
  #resting = 0;
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
    this.#speaker = new Speaker((rate) => openOutput(rate, () => this.#pump()));
    this.#speaker.onRefused = () => this.onOutputRefused();
  }

  get status(): PlayerStatus {
    return this.#status;
  }

  /** Audio nodes held for playing now; 0 when stopped. */
  get nodeCount(): number {
    const decks = [...(this.#deck ? [this.#deck] : []), ...this.#leaving.keys()];
    return decks.reduce((sum, deck) => sum + deck.nodeCount, 0);
  }

  /** The place that is heard now, in seconds of the recording. */
  position(): number {
    const programme = this.#programme;
    if (!programme) return 0;
    if (this.#status !== 'playing' || !this.#output) return this.#resting;
    const { context } = this.#output;
    return (
      this.#clock.momentAt(context.currentTime - (context.outputLatency || 0)) / programme.track.sampleRate
    );
  }

  get #output(): PlayerOutput | null {
    return this.#speaker.output;
  }

  levels(): Levels {
    return this.#output && this.#status === 'playing' ? this.#output.levels() : SILENT;
  }

  /** Sends the sound to a device, '' being the system's output. */
  sendTo(deviceId: string): Promise<void> {
    return this.#speaker.sendTo(deviceId);
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
    if (this.#status === 'stopped') return;
    const lineUp = lineUpOf(programme);
    const seconds = this.#coming?.seconds ?? null;
    if (this.#status === 'playing' && before.speed !== programme.speed) {
      this.stop();
      void this.play(seconds ?? at);
      return;
    }
    this.#applyLevels();
    if (this.#coming?.key === lineUp.key) return;
    if (seconds !== null) void this.play(seconds);
    else if (this.#fits(lineUp)) this.#follow(lineUp);
    else this.#goOver(lineUp);
  }

  /** Plays from `seconds`, or goes on from there when it plays already. */
  async play(seconds: number): Promise<void> {
    const programme = this.#programme;
    if (!programme) return;
    this.#ahead.cancel();
    const { track } = programme;
    const start = Math.min(Math.max(0, Math.round(seconds * track.sampleRate)), track.frames);
    if (start >= track.frames) return this.play(0);
    if (this.#status !== 'playing') this.#set('starting', start / track.sampleRate);
    this.#start = start / track.sampleRate;
    const lineUp = lineUpOf(programme);
    const coming: Coming = { key: lineUp.key, seconds: this.#start };
    this.#coming = coming;
    let deck: Deck | null = null;
    try {
      const output = await this.#speaker.open(lineUp.course.rate, () => this.#isFree());
      if (this.#coming !== coming) return;
      deck = this.#deckOf(lineUp, lineUp.sides, start);
      await deck.load();
      if (this.#coming !== coming) throw new DOMException('Overtaken', 'AbortError');
      const time = this.#onGrid(output.context.currentTime + START_LEAD_SECONDS);
      if (this.#status !== 'playing') this.#clock.clear();
      this.#take(deck, time);
      this.#set('playing', this.#start);
      this.#pump();
    } catch (cause) {
      deck?.[Symbol.dispose]();
      if (this.#coming === coming) this.#fail(cause);
    }
  }

  /** Stops with a short fade; the playhead rests where it was. */
  stop(): void {
    this.#coming = null;
    if (this.#status === 'stopped') return;
    this.#resting = this.position();
    this.#leave(this.#output?.context.currentTime ?? 0);
    this.#set('stopped', this.#resting);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ahead.cancel();
    this.stop();
    this.#clear();
    await this.#speaker[Symbol.asyncDispose]();
  }

  /** True when what plays becomes the line-up by changes of its sides and levels alone. */
  #fits({ sides, course: { map, loop } }: LineUp): boolean {
    const deck = this.#deck;
    if (!deck || !sides.some((side) => deck.has(side))) return false;
    const { course } = deck;
    return course.map.key === map.key && course.loop?.start === loop?.start && course.loop?.end === loop?.end;
  }

  /** Brings the sides of the deck that plays to the line-up, each as soon as it is loaded. */
  #follow({ sides }: LineUp): void {
    this.#coming = null;
    const deck = this.#deck!;
    for (const side of SIDES) {
      const audio = sides.includes(side) ? this.#programme![side] : null;
      if (keyOf(deck.wanted(side)) === keyOf(audio)) continue;
      const isWanted = deck.want(side, audio);
      const change = (voice: Voice | null, time: number) => {
        deck.set(side, voice, time);
        this.#applyLevels();
        this.#pump();
      };
      if (!audio) change(null, this.#onGrid(this.#output!.context.currentTime + CHANGE_LEAD_SECONDS));
      else
        this.#bring<Voice>(
          (time) => deck.voice(side, audio, this.#clock.frameAt(time)),
          () => this.#deck === deck && isWanted(),
          change,
        );
    }
  }

  /** Changes over to a line-up that runs on another clock. What is heard first is loaded first; `#take` sees to the rest. */
  #goOver(lineUp: LineUp): void {
    const coming: Coming = { key: lineUp.key, seconds: null };
    this.#coming = coming;
    const sides = this.#programme!.side === 'difference' ? lineUp.sides : [lineUp.lead];
    this.#bring<Deck>(
      (time) => this.#deckOf(lineUp, sides, this.#clock.momentAt(time)),
      () => this.#coming === coming,
      (deck, time) => this.#take(deck, time),
      () => {
        this.#coming = null;
      },
    );
  }

  #bring<T extends Deck | Voice>(
    make: (time: number) => T,
    isWanted: () => boolean,
    take: (next: T, time: number) => void,
    drop: () => void = () => undefined,
  ): void {
    const { context } = this.#output!;
    void changeOver<T>({
      now: () => context.currentTime,
      // A change that is on its way comes first.
      timeIn: (lead) => Math.max(this.#onGrid(context.currentTime + lead), this.#clock.since),
      make,
      isAwaited: () => this.#status === 'playing' && isWanted(),
      take,
      fail: (cause) => {
        drop();
        this.#fail(cause);
      },
    });
  }

  /** A deck with these sides of a line-up, to begin at a moment of the recording in samples. */
  #deckOf({ course }: LineUp, sides: readonly Side[], moment: number): Deck {
    const programme = this.#programme!;
    const { context, mixer } = this.#output!;
    const frame = Math.min(Math.round(course.map.toSound(moment)), course.map.frames);
    const deck = new Deck({
      context,
      destination: mixer.master,
      reader: this.#reader,
      track: programme.track,
      course,
      start: frame,
    });
    for (const side of sides) deck.prepare(side, programme[side]!);
    return deck;
  }

  /** From context time `time` on, or as soon as it can sound, a loaded deck plays in the place of the present one. */
  #take(deck: Deck, time: number): void {
    const { currentTime } = this.#output!.context;
    this.#coming = null;
    this.#leave(deck.begin(time, this.#levelsOn(deck)));
    this.#deck = deck;
    this.#applyLevels();
    this.#clock.goOver(time, deck.start, deck.course, currentTime);
    this.#follow(lineUpOf(this.#programme!));
    this.#pump();
  }

  /** Lets all that plays fade out from context time `at` on. */
  #leave(at: number): void {
    const now = this.#output?.context.currentTime ?? 0;
    if (this.#deck) this.#leaving.set(this.#deck, at);
    this.#deck = null;
    for (const deck of this.#leaving.keys()) {
      const end = deck.end(at);
      this.#leaving.set(deck, end);
      setTimeout(() => this.#letGo(), (end - now) * 1000 + 30);
    }
  }

  #letGo(): void {
    const now = this.#output?.context.currentTime ?? Number.POSITIVE_INFINITY;
    for (const [deck, end] of this.#leaving) {
      if (end > now && this.#output?.context.state === 'running') continue;
      deck[Symbol.dispose]();
      this.#leaving.delete(deck);
    }
  }

  /** True when the output may be closed; what still fades out ends with it. */
  #isFree(): boolean {
    if (this.#status === 'playing') return false;
    this.#clear();
    return true;
  }

  #clear(): void {
    for (const deck of this.#leaving.keys()) deck[Symbol.dispose]();
    this.#leaving.clear();
  }

  #pump(): void {
    const [deck, programme] = [this.#deck, this.#programme];
    if (this.#status !== 'playing' || !deck || !programme) return;
    this.#letGo();
    deck.pump().catch((cause) => this.#fail(cause));
    const { currentTime } = this.#output!.context;
    if (lineUpOf(programme).sides.length === 1)
      void this.#ahead.follow(programme, this.#clock.momentAt(currentTime));
    if (!this.#clock.endedAt(currentTime)) return;
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
    this.#output?.mixer.setVolume(10 ** (this.#programme!.volumeDb / 20));
    this.#deck?.setLevels(this.#levelsOn(this.#deck));
  }

  #levelsOn(deck: Deck) {
    return levelsOf(this.#programme!, (side) => deck.has(side));
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

const keyOf = (audio: AudioRef | null) => (audio ? audioKey(audio) : '');
