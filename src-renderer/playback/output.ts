import { Context } from 'tone/build/esm/core/context/Context.js';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { type Levels, Meter } from './meter.ts';
import { Mixer } from './mixer.ts';
import { sendTo } from './output-access.ts';
import type { VoiceContext } from './voice.ts';

/** The part of an AudioContext that the player needs. */
export type PlayerContext = VoiceContext &
  Pick<AudioContext, 'sampleRate' | 'state' | 'resume'> & { readonly outputLatency?: number };

/** Where a player's sound goes. */
export interface PlayerOutput extends AsyncDisposable {
  readonly context: PlayerContext;
  readonly mixer: Mixer;
  levels(): Levels;
  /** Sends the sound to a device, '' being the system's output. Rejects when the browser refuses. */
  sendTo(deviceId: string): Promise<void>;
}

const PUMP_SECONDS = 0.1;

/**
 * The sound card at one sample rate. The context runs at the recording's own rate where the browser can, so that nothing is
 * resampled piece by piece. Tone's context supplies the clock (in a worker) that keeps `onPump` coming ten times a second when
 * the window is in the background.
 */
export class Output implements PlayerOutput {
  readonly context: AudioContext;
  readonly mixer: Mixer;
  readonly #meter: Meter;
  readonly #tone: Context;
  readonly #pump: number;

  constructor(sampleRate: number, onPump: () => void) {
    this.context = openContext(sampleRate);
    this.mixer = new Mixer(this.context);
    this.#meter = new Meter(this.context, this.mixer.master);
    this.#tone = new Context({ context: this.context, lookAhead: 0, updateInterval: PUMP_SECONDS });
    this.#pump = this.#tone.setInterval(onPump, PUMP_SECONDS);
  }

  levels(): Levels {
    return this.#meter.read();
  }

  sendTo(deviceId: string): Promise<void> {
    return sendTo(this.context, deviceId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#tone.clearInterval(this.#pump);
    this.#meter[Symbol.dispose]();
    this.mixer[Symbol.dispose]();
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
        {
          cause,
        },
      );
    }
  }
}
