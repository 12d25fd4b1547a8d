import { Ramp } from './ramp.ts';

/** Long enough to be free of clicks, short enough to be heard as at once. */
const RAMP_SECONDS = 0.01;
/** The sound is made a few milliseconds ahead; a change from now on would begin in the middle of its ramp, with a click. */
const LEAD_SECONDS = 0.004;

/** Original and edited into one volume. Only gains, so that nothing but level is changed. */
export class Mixer implements Disposable {
  readonly original: GainNode;
  readonly edited: GainNode;
  readonly master: GainNode;
  readonly #context: Pick<BaseAudioContext, 'currentTime'>;
  readonly #ramps: { readonly original: Ramp; readonly edited: Ramp; readonly master: Ramp };

  constructor(context: Pick<BaseAudioContext, 'currentTime' | 'createGain' | 'destination'>) {
    this.#context = context;
    this.original = context.createGain();
    this.edited = context.createGain();
    this.master = context.createGain();
    this.original.connect(this.master);
    this.edited.connect(this.master);
    this.master.connect(context.destination);
    this.#ramps = {
      original: new Ramp(this.original.gain, 1),
      edited: new Ramp(this.edited.gain, 0),
      master: new Ramp(this.master.gain, 1),
    };
  }

  /** Linear levels; all change within the same 10 ms, so that A/B has neither gap nor click. */
  setLevels(original: number, edited: number, master: number): void {
    const from = this.#context.currentTime + LEAD_SECONDS;
    this.#ramps.original.to(original, from, RAMP_SECONDS);
    this.#ramps.edited.to(edited, from, RAMP_SECONDS);
    this.#ramps.master.to(master, from, RAMP_SECONDS);
  }

  [Symbol.dispose](): void {
    for (const node of [this.original, this.edited, this.master]) node.disconnect();
  }
}
