import { Context } from 'tone/build/esm/core/context/Context.js';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { Meter } from './meter.ts';
import { Ramp } from './ramp.ts';

const PUMP_SECONDS = 0.1;
const RAMP_SECONDS = 0.01;

/**
 * The sound card at one sample rate: a context, a gain a side, a volume and a meter.
 * The context runs at the recording's own rate where the browser can, so that nothing is resampled piece by piece.
 * Tone's context supplies the clock that keeps `onPump` coming when the window is in the background.
 */
export class Output implements AsyncDisposable {
  readonly context: AudioContext;
  readonly original: GainNode;
  readonly edited: GainNode;
  readonly meter: Meter;
  readonly #sides: { readonly original: Ramp; readonly edited: Ramp };
  readonly #volume: Ramp;
  readonly #tone: Context;
  readonly #pump: number;

  constructor(sampleRate: number, onPump: () => void) {
    this.context = openContext(sampleRate);
    this.original = this.context.createGain();
    this.edited = this.context.createGain();
    const master = this.context.createGain();
    this.original.connect(master);
    this.edited.connect(master);
    master.connect(this.context.destination);
    this.meter = new Meter(this.context, master);
    this.#sides = { original: new Ramp(this.original.gain, 1), edited: new Ramp(this.edited.gain, 0) };
    this.#volume = new Ramp(master.gain, 1);
    this.#tone = new Context({ context: this.context, lookAhead: 0, updateInterval: PUMP_SECONDS });
    this.#pump = this.#tone.setInterval(onPump, PUMP_SECONDS);
  }

  /** Lets one side be heard. Levels are linear; both change within 10 ms, so that A/B has neither gap nor click. */
  setLevels(original: number, edited: number, volume: number): void {
    const now = this.context.currentTime;
    this.#sides.original.to(original, now, RAMP_SECONDS);
    this.#sides.edited.to(edited, now, RAMP_SECONDS);
    this.#volume.to(volume, now, RAMP_SECONDS);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#tone.clearInterval(this.#pump);
    this.meter[Symbol.dispose]();
    this.#tone.dispose();
    if (this.context.state !== 'closed') await this.context.close();
  }
}

/** A context at this rate, or at the device's own when the browser refuses it. */
function openContext(sampleRate: number): AudioContext {
  try {
    return new AudioContext({ sampleRate, latencyHint: 'interactive' });
  } catch {
    try {
      return new AudioContext({ latencyHint: 'interactive' });
    } catch (cause) {
      throw new MezzoError(
        'unexpected',
        'No sound output could be opened; check the system’s audio settings.',
        { cause },
      );
    }
  }
}
