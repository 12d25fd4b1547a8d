import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Domain, type Intervals, type Manifest, manifestSchema } from './manifest.ts';
import { domainModel, tinyModel } from './tiny-model.fixture.ts';

const read = (folder = tinyModel): Manifest =>
  manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));

/** The faults found in a model's manifest, the tiny one's if not said, after a change. */
function faults(change: (manifest: Manifest) => Partial<Manifest>, folder = tinyModel): string {
  const manifest = read(folder);
  const result = manifestSchema.safeParse({ ...manifest, ...change(manifest) });
  return result.success
    ? ''
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
}

describe('a manifest', () => {
  it('that is sound has no faults', () => {
    expect(faults(() => ({}))).toBe('');
  });

  it.each<[string, RegExp, (manifest: Manifest) => Partial<Manifest>]>([
    [
      'mel bands over half the sample rate',
      /bands\.fmax: .* 4000 Hz/,
      ({ frontEnd }) => ({
        frontEnd: { ...frontEnd, bands: { kind: 'mel', fmin: 30, fmax: 4001, count: 48 } },
      }),
    ],
    [
      'bands that run downwards',
      /fmin must lie below fmax/,
      ({ frontEnd }) => ({
        frontEnd: { ...frontEnd, bands: { kind: 'mel', fmin: 3000, fmax: 300, count: 48 } },
      }),
    ],
    [
      'log-frequency bands over half the sample rate',
      /bands\.count: .* 4000 Hz/,
      ({ frontEnd }) => ({
        frontEnd: { ...frontEnd, bands: { kind: 'log_frequency', bandsPerOctave: 12, fmin: 110, count: 64 } },
      }),
    ],
    [
      'a gate under which silence would not read 0',
      /absoluteGateDb/,
      ({ frontEnd }) => ({
        frontEnd: { ...frontEnd, level: { kind: 'gated_power', absoluteGateDb: -130, relativeGateDb: -10 } },
      }),
    ],
    [
      'an FFT size that is no power of two',
      /power of two/,
      ({ frontEnd }) => ({ frontEnd: { ...frontEnd, fftSize: 500 } }),
    ],
    [
      'a feature twice',
      /only once/,
      ({ midLevel }) => ({ midLevel: [midLevel[0]!, midLevel[1]!, midLevel[0]!] }),
    ],
    [
      'a window shorter than the receptive field',
      /at least as long/,
      () => ({ window: { frames: 10, hopFrames: 16 } }),
    ],
    [
      'a hop between positions',
      /multiple of the position stride/,
      () => ({ window: { frames: 48, hopFrames: 15 } }),
    ],
    [
      'a card without a checksum',
      /card\.md has no checksum/,
      ({ files }) => {
        const { 'card.md': _, ...others } = files;
        return { files: others };
      },
    ],
    [
      'a window that would fill all memory',
      /window\.frames/,
      () => ({ window: { frames: 1e9, hopFrames: 16 } }),
    ],
  ])('is refused for %s', (_, sentence, change) => {
    expect(faults(change)).toMatch(sentence);
  });

  it('may end its bands exactly at half the sample rate', () => {
    expect(
      faults(({ frontEnd }) => ({
        frontEnd: { ...frontEnd, bands: { kind: 'mel', fmin: 0, fmax: 4000, count: 48 } },
      })),
    ).toBe('');
  });
});

describe('what a manifest says of what the model knows', () => {
  const change = (edit: (domain: Domain, intervals: Intervals) => void) =>
    faults(({ domain, intervals }) => {
      const copy = structuredClone({ domain: domain!, intervals: intervals! });
      edit(copy.domain, copy.intervals);
      return copy;
    }, domainModel);

  it('may be left out, part by part', () => {
    const manifest = read(domainModel);
    for (const part of ['domain', 'intervals'] as const) {
      const { [part]: _, ...rest } = manifest;
      expect(manifestSchema.safeParse(rest).success).toBe(true);
    }
    expect(change(() => {})).toBe('');
  });

  it.each<[string, RegExp, (domain: Domain, intervals: Intervals) => void]>([
    [
      'a row of the whitening too short',
      /whitening: every row must hold 6 numbers/,
      (d) => d.whitening[2]!.pop(),
    ],
    ['more rows than dimensions', /no more rows than center/, (d) => d.whitening.push(...d.whitening)],
    ['no whitening', /domain\.whitening/, (d) => d.whitening.splice(0)],
    ['distances that fall', /distances must ascend/, (d) => d.distances.reverse()],
    ['distances all 0', /largest distance must be above 0/, (d) => d.distances.fill(0)],
    ['a distance below 0', /domain\.distances\.0/, (d) => d.distances.fill(-1, 0, 1)],
    ['too few quantiles', /domain\.distances/, (d) => d.distances.splice(50)],
    ['a number that is none', /domain\.center\.3/, (d) => d.center.fill(Number.NaN, 3, 4)],
    ['a width of 0', /intervals\.emotions\.valence/, (_, i) => Object.assign(i.emotions, { valence: 0 })],
    ['a width of an unknown output', /no output “joy”/, (_, i) => Object.assign(i.emotions, { joy: 1 })],
    ['a coverage of more than all', /intervals\.coverage/, (_, i) => Object.assign(i, { coverage: 1.1 })],
  ])('is refused with %s', (_, sentence, edit) => {
    expect(change(edit)).toMatch(sentence);
  });

  it('is refused as a domain without an embedding', () => {
    const faulty = ({ graph: { embedding: _, ...graph } }: Manifest) => ({ graph });
    expect(faults(faulty, domainModel)).toMatch(/domain: a domain needs graph\.embedding/);
  });
});
