/** Audio in memory: one Float32Array a channel, all of equal length; full scale is ±1. */
export interface Signal {
  readonly sampleRate: number;
  readonly channels: readonly Float32Array[];
}

/**
 * Random access to audio that need not fit in memory: a decoded file, or a file with edits applied.
 * `read` returns one array a channel of exactly `count` samples; what lies outside [0, frames) is silence.
 * The caller owns the arrays. Aborting gives up sound that takes long to make; what is read at once may come all the same.
 */
export interface PcmSource {
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Length in samples a channel. */
  readonly frames: number;
  read(start: number, count: number, signal?: AbortSignal): Promise<Float32Array[]>;
}

/** A signal as a source. */
export function pcmOf(signal: Signal): PcmSource {
  const frames = signal.channels[0]?.length ?? 0;
  return {
    sampleRate: signal.sampleRate,
    channelCount: signal.channels.length,
    frames,
    async read(start, count) {
      return signal.channels.map((channel) => {
        const out = new Float32Array(count);
        const from = Math.max(0, start);
        const to = Math.min(frames, start + count);
        if (to > from) out.set(channel.subarray(from, to), from - start);
        return out;
      });
    },
  };
}
