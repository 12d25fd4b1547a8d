import { Ramp } from './ramp.ts';

/** Long enough to be free of clicks, short enough to be heard as at once. */
export const FADE_SECONDS = 0.01;
/** The sound is made a few milliseconds ahead; a change from now on would begin in the middle of its ramp, with a click. */
export const LEAD_SECONDS = 0.004;

/** All sound into one volume. Only gains, so that nothing but level is changed. */
export class Mixer implements Disposable {
  /** Never takes a sound: a browser lets what has lost its inputs rest, and the output would stop where it is recorded. */
  readonly #silence: GainNode;
  readonly master: GainNode;
  readonly #context: Pick<BaseAudioContext, 'currentTime'>;
  readonly #ramp: Ramp;

  constructor(context: Pick<BaseAudioContext, 'currentTime' | 'createGain' | 'destination'>) {
    this.#context = context;
    this.master = context.createGain();
    this.#silence = context.createGain();
    this.#silence.connect(this.master);
    this.master.connect(context.destination);
    this.#ramp = new Ramp(this.master.gain, 1);
  }

  /** A linear level, within 10 ms. */
  setVolume(level: number): void {
    this.#ramp.to(level, this.#context.currentTime + LEAD_SECONDS, FADE_SECONDS);
  }

  [Symbol.dispose](): void {
    for (const node of [this.#silence, this.master]) node.disconnect();
  }
}
