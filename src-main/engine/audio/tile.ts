import { type Compute, defineTask } from '../jobs/compute.ts';
import { createRealFft } from './fft.ts';
import { openPcmFileBlocking, type PcmFile } from './pcm-file.ts';
import type { PcmSource } from './signal.ts';

/** Columns and rows of a tile. */
export const TILE_SIZE = 256;
export const TILE_LOWEST_HZ = 30;
export const TILE_HIGHEST_HZ = 20_000;
/** What the value 0 of a tile stands for; 255 is 0 dB, a full-scale sine. */
const FLOOR_DB = -100;
const BASE_HOP = 256;
/** Frames looked at in one column at most: a coarse tile samples its columns instead of reading all of the recording. */
const FRAMES_PER_COLUMN = 2;

/** Where in the recording a tile's frames lie. */
interface TilePlan {
  readonly sampleRate: number;
  /** Length of the recording in samples. */
  readonly frames: number;
  readonly fftSize: number;
  readonly framesPerColumn: number;
  /** First sample of the tile, and samples a column. */
  readonly first: number;
  readonly columnFrames: number;
}

/** A plan with its samples: mono frames `stride` samples apart, or the file to read them from. */
export interface TileInput {
  readonly plan: TilePlan;
  readonly source: { readonly samples: Float32Array; readonly stride: number } | { readonly file: PcmFile };
}

/** Frequency at the middle of a row, in hertz. */
export function tileRowFrequency(row: number): number {
  return TILE_LOWEST_HZ * (TILE_HIGHEST_HZ / TILE_LOWEST_HZ) ** (row / (TILE_SIZE - 1));
}

/** Frames of about 46 ms near the samples and 93 ms from level 2 on, at any rate. */
function planTile(pcm: PcmSource, level: number, index: number): TilePlan {
  const { sampleRate, frames } = pcm;
  const scale = sampleRate <= 16_000 ? 0.5 : sampleRate <= 64_000 ? 1 : sampleRate <= 128_000 ? 2 : 4;
  const fftSize = (level < 2 ? 2048 : 4096) * scale;
  const columnFrames = 2 ** level * BASE_HOP;
  const wanted = Math.ceil(columnFrames / fftSize);
  const framesPerColumn = Math.max(1, Math.min(Math.floor(FRAMES_PER_COLUMN / Math.max(1, scale)), wanted));
  const first = index * TILE_SIZE * columnFrames;
  return { sampleRate, frames, fftSize, framesPerColumn, first, columnFrames };
}

/** Frames of the columns that begin before the recording ends. */
function framesInside(plan: TilePlan): number {
  const columns = Math.ceil((plan.frames - plan.first) / plan.columnFrames);
  return Math.max(0, Math.min(TILE_SIZE, columns)) * plan.framesPerColumn;
}

/** First sample of frame f of the tile; frames are centred on equal parts of their column. */
function frameStart(plan: TilePlan, f: number): number {
  const centre = Math.floor(((f + 0.5) * plan.columnFrames) / plan.framesPerColumn);
  return plan.first + centre - plan.fftSize / 2;
}

function addMean(channels: readonly Float32Array[], out: Float32Array, at: number): void {
  for (const channel of channels)
    for (let n = 0; n < channel.length; n++) out[at + n]! += channel[n]! / channels.length;
}

/** Reads the frames of any source: in one stretch where they overlap, else one by one. */
async function gather(pcm: PcmSource, plan: TilePlan): Promise<TileInput> {
  const { fftSize, framesPerColumn, columnFrames } = plan;
  const frames = framesInside(plan);
  if (frames === 0) return { plan, source: { samples: new Float32Array(0), stride: fftSize } };
  if (framesPerColumn === 1 && columnFrames <= fftSize) {
    const length = (frames - 1) * columnFrames + fftSize;
    const samples = new Float32Array(length);
    addMean(await pcm.read(frameStart(plan, 0), length), samples, 0);
    return { plan, source: { samples, stride: columnFrames } };
  }
  const samples = new Float32Array(frames * fftSize);
  for (let f = 0; f < frames; f++)
    addMean(await pcm.read(frameStart(plan, f), fftSize), samples, f * fftSize);
  return { plan, source: { samples, stride: fftSize } };
}

/** Calls `use` with each frame; the array is overwritten by the next. */
function forEachFrame({ plan, source }: TileInput, use: (frame: Float32Array, f: number) => void): void {
  const { fftSize } = plan;
  using file = 'file' in source ? openPcmFileBlocking(source.file) : null;
  const mono = new Float32Array(fftSize);
  for (let f = 0; f < framesInside(plan); f++) {
    if ('samples' in source) {
      use(source.samples.subarray(f * source.stride, f * source.stride + fftSize), f);
      continue;
    }
    mono.fill(0);
    if (file) addMean(file.read(frameStart(plan, f), fftSize), mono, 0);
    use(mono, f);
  }
}

interface Row {
  /** Bins [from, to] of which the strongest counts. */
  readonly from: number;
  readonly to: number;
  /** Set where a row is finer than a bin: place between bins `from` and `to`. */
  readonly weight: number | null;
}

function rowsFor(sampleRate: number, fftSize: number): (Row | null)[] {
  const binOf = (hertz: number) => (hertz * fftSize) / sampleRate;
  return Array.from({ length: TILE_SIZE }, (_, row) => {
    if (tileRowFrequency(row) >= sampleRate / 2) return null;
    const low = binOf(tileRowFrequency(row - 0.5));
    const high = Math.min(fftSize / 2, binOf(tileRowFrequency(row + 0.5)));
    const from = Math.ceil(low);
    const to = Math.floor(high);
    if (to > from) return { from, to, weight: null };
    const centre = Math.min(binOf(tileRowFrequency(row)), fftSize / 2 - 1);
    return { from: Math.floor(centre), to: Math.floor(centre) + 1, weight: centre % 1 };
  });
}

function rowPower(power: Float64Array, row: Row): number {
  if (row.weight !== null) return power[row.from]! * (1 - row.weight) + power[row.to]! * row.weight;
  let strongest = 0;
  for (let bin = row.from; bin <= row.to; bin++) if (power[bin]! > strongest) strongest = power[bin]!;
  return strongest;
}

function toByte(power: number): number {
  if (power <= 0) return 0;
  const db = 10 * Math.log10(power);
  return Math.max(0, Math.min(255, Math.round(((db - FLOOR_DB) / -FLOOR_DB) * 255)));
}

/** The picture: Uint8 [columns × rows], column by column; a column is the mean power of its frames. */
export function drawTile(input: TileInput): Uint8Array<ArrayBuffer> {
  const { sampleRate, fftSize, framesPerColumn } = input.plan;
  const fft = createRealFft(fftSize);
  const window = Float64Array.from(
    { length: fftSize },
    (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / fftSize),
  );
  const rows = rowsFor(sampleRate, fftSize);
  const windowed = new Float64Array(fftSize);
  const spectrum = new Float64Array(fftSize + 2);
  const power = new Float64Array(fftSize / 2 + 1);
  // A Hann window sums to half its length, and a sine's two halves share its amplitude.
  const scale = (4 / fftSize) ** 2 / framesPerColumn;
  const tile = new Uint8Array(TILE_SIZE * TILE_SIZE);
  const drawColumn = (column: number) => {
    for (const [r, row] of rows.entries())
      if (row) tile[column * TILE_SIZE + r] = toByte(rowPower(power, row));
    power.fill(0);
  };
  let column = 0;
  forEachFrame(input, (frame, f) => {
    if (Math.floor(f / framesPerColumn) > column) drawColumn(column++);
    for (let n = 0; n < fftSize; n++) windowed[n] = frame[n]! * window[n]!;
    fft.forward(windowed, spectrum);
    for (let k = 0; k < power.length; k++)
      power[k]! += (spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2) * scale;
  });
  drawColumn(column);
  return tile;
}

export const tileTask = defineTask<TileInput, Uint8Array<ArrayBuffer>>(import.meta.url, 'drawTile');

/**
 * Spectrogram picture of the mean of the channels: Uint8 [256 columns × 256 rows], column by column; 0 … 255 is
 * −100 … 0 dB; row 0 is 30 Hz, row 255 is 20 kHz, logarithmic. Column c of tile `index` at `level` stands for the samples
 * [(index · 256 + c) · 2^level · 256, …); coarse columns are drawn from up to two frames spread over them, so that
 * every tile costs about the same. Rows above the Nyquist frequency and columns after the end are 0. A source that
 * lies in a file (`DecodedAudio`) is read by the worker itself, which is faster.
 */
export async function readTile(
  pcm: PcmSource & { readonly file?: PcmFile },
  level: number,
  index: number,
  compute: Compute,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const plan = planTile(pcm, level, index);
  const input: TileInput = pcm.file ? { plan, source: { file: pcm.file } } : await gather(pcm, plan);
  const transfer = 'samples' in input.source ? [input.source.samples.buffer as ArrayBuffer] : [];
  return compute.run(tileTask, input, { signal, transfer });
}
