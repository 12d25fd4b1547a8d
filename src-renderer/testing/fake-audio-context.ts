/** An audio context that computes instead of sounding: time stands still until it is told to go on. */

class FakeParam {
  value = 1;
  #events: { time: number; value: number; ramp: boolean }[] = [];

  cancelScheduledValues(time: number): void {
    this.#events = this.#events.filter((event) => event.time < time);
  }

  setValueAtTime(value: number, time: number): void {
    this.#events.push({ time, value, ramp: false });
  }

  linearRampToValueAtTime(value: number, time: number): void {
    this.#events.push({ time, value, ramp: true });
  }

  at(time: number): number {
    let before = { time: 0, value: this.value };
    for (const event of this.#events) {
      if (event.time <= time) before = event;
      else if (event.ramp) {
        return (
          before.value + ((event.value - before.value) * (time - before.time)) / (event.time - before.time)
        );
      } else break;
    }
    return before.value;
  }
}

class FakeNode {
  target: FakeNode | null = null;
  readonly gain = new FakeParam();

  connect(target: FakeNode): void {
    this.target = target;
  }

  disconnect(): void {
    this.target = null;
  }
}

class FakeBuffer {
  readonly channels: Float32Array[];

  constructor(channels: number, length: number) {
    this.channels = Array.from({ length: channels }, () => new Float32Array(length));
  }

  copyToChannel(samples: Float32Array, channel: number): void {
    this.channels[channel]!.set(samples);
  }
}

class FakeSource extends FakeNode {
  buffer: FakeBuffer | null = null;
  onended: (() => void) | null = null;
  when = Number.POSITIVE_INFINITY;
  offset = 0;

  start(when: number, offset = 0): void {
    this.when = when;
    this.offset = offset;
  }

  stop(): void {
    this.when = Number.POSITIVE_INFINITY;
  }
}

export class FakeAudioContext {
  currentTime = 0;
  readonly sampleRate: number;
  readonly state = 'running';
  readonly destination = new FakeNode();
  #sources: FakeSource[] = [];

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  async resume(): Promise<void> {}

  createGain(): FakeNode {
    return new FakeNode();
  }

  createBuffer(channels: number, length: number): FakeBuffer {
    return new FakeBuffer(channels, length);
  }

  createBufferSource(): FakeSource {
    const source = new FakeSource();
    this.#sources.push(source);
    return source;
  }

  /** Sources that are still connected. */
  get connectedSources(): number {
    return this.#sources.filter((source) => source.target !== null).length;
  }

  /** Lets `seconds` pass and returns what channel 0 of the destination heard. */
  run(seconds: number): Float32Array {
    const from = Math.round(this.currentTime * this.sampleRate);
    const out = new Float32Array(Math.round(seconds * this.sampleRate));
    for (const source of this.#sources) this.#mix(source, from, out);
    this.currentTime = (from + out.length) / this.sampleRate;
    for (const source of this.#sources) {
      const length = source.buffer?.channels[0]?.length ?? 0;
      if (source.when + length / this.sampleRate - source.offset <= this.currentTime) source.onended?.();
    }
    this.#sources = this.#sources.filter((source) => source.target !== null);
    return out;
  }

  #mix(source: FakeSource, from: number, out: Float32Array): void {
    const samples = source.buffer?.channels[0];
    if (!samples || !Number.isFinite(source.when)) return;
    const start = Math.round(source.when * this.sampleRate);
    const skipped = Math.round(source.offset * this.sampleRate);
    for (let i = 0; i < out.length; i++) {
      const at = from + i - start;
      if (at < 0 || at + skipped >= samples.length) continue;
      out[i]! += samples[at + skipped]! * this.#gainFrom(source, (from + i) / this.sampleRate);
    }
  }

  /** The product of all gains between a source and the destination. */
  #gainFrom(source: FakeSource, time: number): number {
    let gain = 1;
    let node: FakeNode | null = source.target;
    while (node && node !== this.destination) {
      gain *= node.gain.at(time);
      node = node.target;
    }
    return node ? gain : 0;
  }
}
