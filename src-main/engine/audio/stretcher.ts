import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, Script } from 'node:vm';
import { defineTask } from '../jobs/compute.ts';

/**
 * A stream of sound at another pitch, another tempo or both: Signalsmith Stretch 1.3 (Geraint Luff, MIT), a phase vocoder with frames of
 * 120 ms. The stream is made piece by piece; all that the library knows between two pieces is its state, so pieces can be made on any
 * thread, and made again. The same pieces give the same bits.
 */
export interface StretchPiece {
  readonly sampleRate: number;
  /** Of the whole stream, −12 … +12, fractions too. */
  readonly semitones: number;
  /** What the piece before left; null for the first. */
  readonly state: ArrayBuffer | null;
  /** The next samples of the stream, a channel each. What is not finite counts as silence. */
  readonly channels: readonly Float32Array[];
  /** How many samples to make of them: fewer play faster. */
  readonly length: number;
}

export interface StretchedPiece {
  /** `length` samples. What they say lies `stretcherLatency` behind. */
  readonly channels: Float32Array<ArrayBuffer>[];
  readonly state: ArrayBuffer;
}

const FRAME_SECONDS = 0.12;
const OVERLAP = 4;
/** Partials up to here keep their ratios; what lies above is moved by the same hertz. The library's own choice. */
const TONAL_HZ = 8000;
/** The most samples a call of the library takes or gives. */
const BLOCK = 4096;

/**
 * After `r · n` samples in and n out, the sample out number `n + output` is about to say what was in at `r · n − input`. Together one frame.
 */
export function stretcherLatency(sampleRate: number): { readonly input: number; readonly output: number } {
  const frame = frameOf(sampleRate);
  return { input: Math.ceil(frame / 2), output: Math.floor(frame / 2) };
}

const frameOf = (sampleRate: number) => Math.round(FRAME_SECONDS * sampleRate);

export async function stretchPiece({
  sampleRate,
  semitones,
  state,
  channels,
  length,
}: StretchPiece): Promise<StretchedPiece> {
  const stretcher = await stretcherFor(sampleRate, channels.length);
  const { library, input, output } = stretcher;
  memoryOf(library).set(new Uint8Array(state ?? stretcher.fresh));
  if (state === null) library._setTransposeSemitones(semitones, TONAL_HZ / sampleRate);
  const out = channels.map(() => new Float32Array(length));
  const taken = channels[0]?.length ?? 0;
  const block = Math.max(1, Math.min(BLOCK, Math.floor((BLOCK * length) / taken)));
  const inputAt = (made: number) => Math.round((made * taken) / length);
  for (let at = 0; at < length; at += block) {
    const end = Math.min(length, at + block);
    const [from, to] = [inputAt(at), inputAt(end)];
    for (const [c, samples] of channels.entries()) {
      const place = new Float32Array(library.HEAP8.buffer, input[c], to - from);
      for (let n = from; n < to; n++) place[n - from] = Number.isFinite(samples[n]!) ? samples[n]! : 0;
    }
    library._process(to - from, end - at);
    for (const [c, samples] of out.entries())
      samples.set(new Float32Array(library.HEAP8.buffer, output[c], end - at), at);
  }
  return { channels: out, state: memoryOf(library).slice().buffer };
}

export const stretchPieceTask = defineTask<StretchPiece, StretchedPiece>(import.meta.url, 'stretchPiece');

/** What the package's WebAssembly module offers, as far as it is used. Pointers are byte offsets of its memory. */
interface StretchLibrary {
  /** Its memory, another array when it has grown. */
  readonly HEAP8: Int8Array<ArrayBuffer>;
  _configure(channels: number, frame: number, interval: number, spreadWork: boolean): void;
  _reset(): void;
  _setBuffers(channels: number, length: number): number;
  _setTransposeSemitones(semitones: number, tonalityLimit: number): void;
  _process(inputSamples: number, outputSamples: number): void;
}

interface Stretcher {
  readonly library: StretchLibrary;
  /** Where each channel's block goes in and comes out. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  /** The memory before the first sample. */
  readonly fresh: ArrayBuffer;
}

const memoryOf = ({ HEAP8 }: StretchLibrary) => new Uint8Array(HEAP8.buffer);

let latest: { readonly key: string; readonly stretcher: Promise<Stretcher> } | undefined;

/** The library set up for a kind of stream. The latest is kept: what it knows of a stream is in its memory, which pieces bring along. */
function stretcherFor(sampleRate: number, channelCount: number): Promise<Stretcher> {
  const key = `${sampleRate} ${channelCount}`;
  if (latest?.key !== key) latest = { key, stretcher: openStretcher(sampleRate, channelCount) };
  return latest.stretcher;
}

async function openStretcher(sampleRate: number, channelCount: number): Promise<Stretcher> {
  const library = await loadLibrary(sampleRate);
  const frame = frameOf(sampleRate);
  library._configure(channelCount, frame, Math.round(frame / OVERLAP), false);
  library._reset();
  const buffers = library._setBuffers(channelCount, BLOCK);
  const bufferOf = (index: number) => buffers + index * BLOCK * Float32Array.BYTES_PER_ELEMENT;
  return {
    library,
    input: Array.from({ length: channelCount }, (_, c) => bufferOf(c)),
    output: Array.from({ length: channelCount }, (_, c) => bufferOf(channelCount + c)),
    fresh: memoryOf(library).slice().buffer,
  };
}

interface AudioProcessor {
  readonly wasmModule: StretchLibrary;
}

/**
 * The package is written for an AudioWorklet: it registers a processor, which loads the WebAssembly module and says when it is ready. Here
 * it gets a scope with just what it asks of a worklet's, and its module is taken. Random numbers come from a fixed seed.
 */
async function loadLibrary(sampleRate: number): Promise<StretchLibrary> {
  const ready = Promise.withResolvers<void>();
  const registered: { Processor?: new (options: object) => AudioProcessor } = {};
  const scope = {
    AudioWorkletProcessor: class {
      readonly port = { postMessage: () => ready.resolve() };
    },
    registerProcessor: (_name: string, Processor: new (options: object) => AudioProcessor) => {
      registered.Processor = Processor;
    },
    sampleRate,
    currentTime: 0,
    crypto: { getRandomValues: (bytes: Uint8Array) => bytes.fill(7) },
    console,
    atob,
  };
  const path = createRequire(import.meta.url).resolve('signalsmith-stretch');
  new Script(readFileSync(path, 'utf8'), { filename: path }).runInContext(createContext(scope));
  if (!registered.Processor) throw new Error('signalsmith-stretch registers no audio processor.');
  const processor = new registered.Processor({});
  await ready.promise;
  return processor.wasmModule;
}
