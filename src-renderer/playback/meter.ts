/** Peak and root mean square of the last samples, one entry a channel, in dB full scale. */
export interface Levels {
  readonly peakDb: readonly [number, number];
  readonly rmsDb: readonly [number, number];
}

/** The quietest level a meter shows. */
export const METER_FLOOR_DB = -72;

export const SILENT: Levels = {
  peakDb: [METER_FLOOR_DB, METER_FLOOR_DB],
  rmsDb: [METER_FLOOR_DB, METER_FLOOR_DB],
};

/** Peak and RMS of a block, in dB, not below the floor. */
export function blockLevels(block: Float32Array): { peakDb: number; rmsDb: number } {
  let peak = 0;
  let power = 0;
  for (const sample of block) {
    const size = Math.abs(sample);
    if (size > peak) peak = size;
    power += sample * sample;
  }
  return { peakDb: toDb(peak), rmsDb: toDb(Math.sqrt(power / Math.max(1, block.length))) };
}

const toDb = (linear: number) => Math.max(METER_FLOOR_DB, 20 * Math.log10(Math.max(linear, 1e-9)));

/** Listens to a stereo node without changing it. Mono is shown on both sides. */
export class Meter implements Disposable {
  readonly #splitter: ChannelSplitterNode;
  readonly #analysers: readonly AnalyserNode[];
  readonly #input: AudioNode;
  readonly #block = new Float32Array(2048);

  constructor(context: BaseAudioContext, input: AudioNode) {
    this.#input = input;
    this.#splitter = context.createChannelSplitter(2);
    this.#analysers = [0, 1].map((channel) => {
      const analyser = context.createAnalyser();
      analyser.fftSize = this.#block.length;
      this.#splitter.connect(analyser, channel);
      return analyser;
    });
    input.connect(this.#splitter);
  }

  read(): Levels {
    const [left, right] = this.#analysers.map((analyser) => {
      analyser.getFloatTimeDomainData(this.#block);
      return blockLevels(this.#block);
    });
    return { peakDb: [left!.peakDb, right!.peakDb], rmsDb: [left!.rmsDb, right!.rmsDb] };
  }

  [Symbol.dispose](): void {
    this.#input.disconnect(this.#splitter);
    this.#splitter.disconnect();
  }
}
