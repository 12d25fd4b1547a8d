import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Manifest, manifestSchema } from './manifest.ts';
import { tinyModel } from './tiny-model.fixture.ts';

const read = (): Manifest =>
  manifestSchema.parse(JSON.parse(readFileSync(join(tinyModel, 'manifest.json'), 'utf8')));

/** The faults found in the tiny model's manifest after a change. */
function faults(change: (manifest: Manifest) => Partial<Manifest>): string {
  const manifest = read();
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
