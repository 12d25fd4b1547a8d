import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { FrontEnd } from './manifest.ts';

/**
 * A matrix [bands × bins] with each row kept from its first to its last non-zero weight.
 * Row b weighs bins firstBin[b] … firstBin[b] + (offset[b + 1] − offset[b]) − 1 with weights[offset[b] …].
 */
export interface FilterBank {
  readonly bands: number;
  readonly bins: number;
  readonly firstBin: Int32Array;
  readonly offset: Int32Array;
  readonly weights: Float64Array;
  /** Where each band is centred, in Hz. */
  readonly centres: Float64Array;
}

interface Filter {
  readonly centre: number;
  readonly firstBin: number;
  readonly weights: readonly number[];
}

/**
 * The bands of a front end over the bins 0 … fftSize/2 − 1.
 * Throws `model_invalid` when the description makes another number of bands than it says.
 */
export function createFilterBank(frontEnd: FrontEnd): FilterBank {
  const { bands } = frontEnd;
  const filters =
    bands.kind === 'log_filterbank'
      ? logFilters(frontEnd, bands)
      : bands.kind === 'mel'
        ? melFilters(frontEnd, bands)
        : logFrequencyFilters(frontEnd, bands);
  if (filters.length !== bands.count) {
    throw new MezzoError(
      'model_invalid',
      `The front end's bands come to ${filters.length}, not ${bands.count} as bands.count says. Correct the manifest.`,
    );
  }
  return pack(filters, frontEnd.fftSize / 2);
}

type BandsOf<Kind> = Extract<FrontEnd['bands'], { kind: Kind }>;

const A4 = 440;

/** madmom's LogarithmicFilterbank with its defaults: unique bins, triangles of area 1, A4 = 440 Hz. */
function logFilters(frontEnd: FrontEnd, { bandsPerOctave, fmin, fmax }: BandsOf<'log_filterbank'>): Filter[] {
  const binHz = frontEnd.sampleRate / frontEnd.fftSize;
  const lastBin = frontEnd.fftSize / 2 - 1;
  const lowest = Math.floor(Math.log2(fmin / A4) * bandsPerOctave);
  const highest = Math.ceil(Math.log2(fmax / A4) * bandsPerOctave);
  const bins: number[] = [];
  for (let step = lowest; step < highest; step++) {
    const frequency = A4 * 2 ** (step / bandsPerOctave);
    if (frequency < fmin || frequency > fmax) continue;
    const bin = Math.min(lastBin, Math.floor(frequency / binHz + 0.5));
    if (bin !== bins.at(-1)) bins.push(bin);
  }
  const filters: Filter[] = [];
  for (let i = 0; i + 2 < bins.length; i++) {
    const [start, centre, stop] = [bins[i]!, bins[i + 1]!, bins[i + 2]!];
    const weights: number[] = [];
    for (let bin = start; bin < stop; bin++) {
      weights.push(bin < centre ? (bin - start) / (centre - start) : (stop - bin) / (stop - centre));
    }
    const area = weights.reduce((sum, weight) => sum + weight, 0);
    filters.push({
      centre: centre * binHz,
      firstBin: start,
      weights: weights.map((weight) => weight / area),
    });
  }
  return filters;
}

const hzToMel = (hz: number) => 2595 * Math.log10(1 + hz / 700);
const melToHz = (mel: number) => 700 * (10 ** (mel / 2595) - 1);

/** HTK mel triangles of peak 1 (S. Young et al., The HTK Book, 5.4). */
function melFilters(frontEnd: FrontEnd, { fmin, fmax, count }: BandsOf<'mel'>): Filter[] {
  const step = (hzToMel(fmax) - hzToMel(fmin)) / (count + 1);
  const edge = (i: number) => melToHz(hzToMel(fmin) + i * step);
  return Array.from({ length: count }, (_, band) => {
    const [low, centre, high] = [edge(band), edge(band + 1), edge(band + 2)];
    const triangle = (hz: number) => Math.min((hz - low) / (centre - low), (high - hz) / (high - centre));
    return sampled(frontEnd, centre, low, high, triangle);
  });
}

/** Triangles at equal steps of pitch; low bands interpolate between bins, high ones average over several. */
function logFrequencyFilters(
  frontEnd: FrontEnd,
  { bandsPerOctave, fmin, count }: BandsOf<'log_frequency'>,
): Filter[] {
  const binHz = frontEnd.sampleRate / frontEnd.fftSize;
  return Array.from({ length: count }, (_, band) => {
    const centre = fmin * 2 ** (band / bandsPerOctave);
    const halfWidth = Math.max(centre * (2 ** (1 / bandsPerOctave) - 1), binHz);
    const filter = sampled(
      frontEnd,
      centre,
      centre - halfWidth,
      centre + halfWidth,
      (hz) => 1 - Math.abs(hz - centre) / halfWidth,
    );
    const area = filter.weights.reduce((sum, weight) => sum + weight, 0);
    return area > 0 ? { ...filter, weights: filter.weights.map((weight) => weight / area) } : filter;
  });
}

/** A shape that is positive between `low` and `high` Hz, taken at the bins' frequencies. */
function sampled(
  { sampleRate, fftSize }: FrontEnd,
  centre: number,
  low: number,
  high: number,
  shape: (hz: number) => number,
): Filter {
  const binHz = sampleRate / fftSize;
  const firstBin = Math.max(0, Math.ceil(low / binHz));
  const lastBin = Math.min(fftSize / 2 - 1, Math.floor(high / binHz));
  const weights: number[] = [];
  for (let bin = firstBin; bin <= lastBin; bin++) weights.push(Math.max(0, shape(bin * binHz)));
  return { centre, firstBin, weights };
}

function pack(filters: readonly Filter[], bins: number): FilterBank {
  const offset = new Int32Array(filters.length + 1);
  filters.forEach((filter, band) => {
    offset[band + 1] = offset[band]! + filter.weights.length;
  });
  return {
    bands: filters.length,
    bins,
    firstBin: Int32Array.from(filters, (filter) => filter.firstBin),
    offset,
    weights: Float64Array.from(filters.flatMap((filter) => filter.weights)),
    centres: Float64Array.from(filters, (filter) => filter.centre),
  };
}

/** out[at + b] = Σ_bin weight[b, bin] · magnitudes[bin]. */
export function applyFilterBank(
  bank: FilterBank,
  magnitudes: Float64Array,
  out: Float32Array,
  at: number,
): void {
  const { bands, firstBin, offset, weights } = bank;
  for (let band = 0; band < bands; band++) {
    const from = offset[band]!;
    const to = offset[band + 1]!;
    const shift = firstBin[band]! - from;
    let sum = 0;
    for (let i = from; i < to; i++) sum += weights[i]! * magnitudes[i + shift]!;
    out[at + band] = sum;
  }
}

/**
 * Where one band ends and the next begins, in Hz, [bands + 1] and rising: half way in pitch between neighbouring
 * centres, the outer edges as far out as the inner ones of the outermost bands.
 */
export function bandEdges(frontEnd: FrontEnd): Float64Array {
  const { centres, bands } = createFilterBank(frontEnd);
  const edges = new Float64Array(bands + 1);
  for (let band = 1; band < bands; band++) edges[band] = Math.sqrt(centres[band - 1]! * centres[band]!);
  if (bands === 1) {
    edges.set([0, frontEnd.sampleRate / 2]);
    return edges;
  }
  edges[0] = centres[0]! ** 2 / edges[1]!;
  edges[bands] = Math.min(frontEnd.sampleRate / 2, centres[bands - 1]! ** 2 / edges[bands - 1]!);
  return edges;
}
