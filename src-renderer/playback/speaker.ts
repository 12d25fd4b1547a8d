import { afterPaint } from './after-paint.ts';
import type { PlayerOutput } from './output.ts';

/** The output that is open, and the device that sound goes to. */
export class Speaker implements AsyncDisposable {
  readonly #openOutput: (sampleRate: number) => PlayerOutput;
  #output: PlayerOutput | null = null;
  #deviceId = '';

  /** Called when the browser refuses the output that sound was to go to; it then goes to the system's. */
  onRefused: () => void = () => undefined;

  constructor(openOutput: (sampleRate: number) => PlayerOutput) {
    this.#openOutput = openOutput;
  }

  /** Null until something is played. */
  get output(): PlayerOutput | null {
    return this.#output;
  }

  /** Sends the sound to a device, '' being the system's output. */
  async sendTo(deviceId: string): Promise<void> {
    this.#deviceId = deviceId;
    if (this.#output) await this.#send(this.#output);
  }

  /** The output, running; one at another rate takes its place only where `isFree`. */
  async open(sampleRate: number, isFree: () => boolean): Promise<PlayerOutput> {
    // Opening the sound card holds the page up; that it is starting is seen first.
    if (!this.#output) await afterPaint();
    if (this.#output && this.#output.context.sampleRate !== sampleRate && isFree()) {
      await this.#output[Symbol.asyncDispose]();
      this.#output = null;
    }
    if (!this.#output) {
      this.#output = this.#openOutput(sampleRate);
      await this.#send(this.#output);
    }
    if (this.#output.context.state === 'suspended') await this.#output.context.resume();
    return this.#output;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#output?.[Symbol.asyncDispose]();
    this.#output = null;
  }

  async #send(output: PlayerOutput): Promise<void> {
    const deviceId = this.#deviceId;
    try {
      await output.sendTo(deviceId);
    } catch {
      if (this.#deviceId !== deviceId) return;
      this.#deviceId = '';
      await output.sendTo('').catch(() => undefined);
      this.onRefused();
    }
  }
}
