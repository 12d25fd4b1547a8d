import { describe, expect, it } from 'vitest';
import { bandEdges, createFilterBank, type FilterBank } from './filter-bank.ts';
import type { FrontEnd } from './manifest.ts';

const base: Omit<FrontEnd, 'bands'> = {
  sampleRate: 22_050,
  fftSize: 2048,
  hop: 512,
  origin: 'centre',
  window: 'hann',
  normalise: true,
  scaling: { kind: 'log1p', multiplier: 1 },
  level: { kind: 'none' },
};
const research: FrontEnd = {
  ...base,
  bands: { kind: 'log_filterbank', bandsPerOctave: 24, fmin: 20, fmax: 16_000, count: 149 },
};
const mel: FrontEnd = { ...base, bands: { kind: 'mel', fmin: 30, fmax: 11_025, count: 40 } };
const logFrequency: FrontEnd = {
  ...base,
  fftSize: 4096,
  bands: { kind: 'log_frequency', bandsPerOctave: 24, fmin: 55, count: 168 },
};

const rowOf = ({ weights, offset }: FilterBank, band: number) =>
  weights.subarray(offset[band]!, offset[band + 1]!);
const sum = (values: Iterable<number>) => [...values].reduce((total, each) => total + each, 0);

describe('filter banks', () => {
  it('the research’s has 149 bands of area 1', () => {
    const bank = createFilterBank(research);
    expect(bank.bands).toBe(149);
    for (let band = 0; band < 149; band++) expect(sum(rowOf(bank, band))).toBeCloseTo(1, 12);
  });

  it('mel triangles rise to at most 1', () => {
    const bank = createFilterBank(mel);
    expect(Math.max(...bank.weights)).toBeLessThanOrEqual(1);
    expect(Math.max(...rowOf(bank, 39))).toBeGreaterThan(0.9);
  });

  it('log-frequency bands have sum 1 and stand a quarter tone apart', () => {
    const bank = createFilterBank(logFrequency);
    for (let band = 0; band < 168; band++) expect(sum(rowOf(bank, band))).toBeCloseTo(1, 12);
    expect(bank.centres[72]).toBeCloseTo(440, 9);
    expect(bank.centres[96]).toBeCloseTo(880, 9);
  });

  it.each([
    ['the research’s', research],
    ['mel', mel],
    ['log-frequency', logFrequency],
  ])('%s: a tone lights the band it lies in', (_, frontEnd) => {
    const bank = createFilterBank(frontEnd);
    const edges = bandEdges(frontEnd);
    const bin = Math.round((1000 * frontEnd.fftSize) / frontEnd.sampleRate);
    const hertz = (bin * frontEnd.sampleRate) / frontEnd.fftSize;
    const heights = Array.from(
      { length: bank.bands },
      (_, band) => rowOf(bank, band)[bin - bank.firstBin[band]!] ?? 0,
    );
    const brightest = heights.indexOf(Math.max(...heights));
    const lies = edges.findIndex((edge) => edge > hertz) - 1;
    expect(Math.abs(brightest - lies)).toBeLessThanOrEqual(1);
  });

  it('has edges that rise and hold every centre between them', () => {
    for (const frontEnd of [research, mel, logFrequency]) {
      const { centres, bands } = createFilterBank(frontEnd);
      const edges = bandEdges(frontEnd);
      expect(edges.length).toBe(bands + 1);
      for (let band = 0; band < bands; band++) {
        expect(edges[band]!).toBeLessThan(centres[band]!);
        expect(edges[band + 1]!).toBeGreaterThan(centres[band]!);
      }
    }
  });

  it('refuses a description that comes to another number of bands', () => {
    const wrong: FrontEnd = {
      ...base,
      bands: { kind: 'log_filterbank', bandsPerOctave: 24, fmin: 20, fmax: 16_000, count: 150 },
    };
    expect(() => createFilterBank(wrong)).toThrow(/come to 149, not 150/);
  });
});
