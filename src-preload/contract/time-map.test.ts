import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditStep } from './domain.ts';
import { timeMapOf, withoutTempo } from './time-map.ts';

const track = { sampleRate: 1000, frames: 10_000 };

function tempoStep(from: number, to: number, tempo: number): EditStep {
  return {
    id: `${from}`,
    name: 'Tempo',
    target: { kind: 'time', timeRange: [from, to] },
    complement: false,
    gainDb: 0,
    tempo,
    bypassed: false,
  };
}

describe('where the moments of a recording lie in a sound of another tempo', () => {
  it('is where they are when no step changes the tempo', () => {
    const louder = { ...tempoStep(1, 2, 1), gainDb: 3 };
    for (const steps of [[], [louder], [{ ...tempoStep(1, 2, 2), bypassed: true }]]) {
      const map = timeMapOf(track, steps);
      expect(map).toMatchObject({ frames: 10_000, steady: true, key: '' });
      expect(map.toSound(1234.5)).toBe(1234.5);
    }
  });

  it('is closer together in a stretch that plays faster, and earlier behind it', () => {
    const map = timeMapOf(track, [tempoStep(2, 6, 2)]);
    expect(map.frames).toBe(8000);
    expect([0, 2000, 4000, 6000, 9000, 10_000].map(map.toSound)).toEqual([0, 2000, 3000, 4000, 7000, 8000]);
    expect([3000, 8000, 9000].map(map.toRecording)).toEqual([4000, 10_000, 11_000]);
  });

  it('multiplies factors that overlap', () => {
    const map = timeMapOf(track, [tempoStep(0, 6, 2), tempoStep(4, 10, 0.5)]);
    expect(map.runs.map(({ from, to, length }) => [from, to, length])).toEqual([
      [0, 4000, 2000],
      [4000, 6000, 2000],
      [6000, 10_000, 8000],
    ]);
  });

  it('has an inverse, never runs backwards, and has whole samples at its edges', () => {
    const second = fc.double({ min: 0, max: 12, noNaN: true });
    const step = fc
      .tuple(second, second, fc.double({ min: 0.5, max: 2, noNaN: true }))
      .map(([a, b, tempo]) => tempoStep(Math.min(a, b), Math.max(a, b), tempo));
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 6 }),
        fc.double({ min: -100, max: 12_000, noNaN: true }),
        (steps, at) => {
          const map = timeMapOf(track, steps);
          expect(map.toRecording(map.toSound(at))).toBeCloseTo(at, 6);
          expect(map.toSound(at + 1)).toBeGreaterThan(map.toSound(at));
          expect(map.runs.at(-1)!.at + map.runs.at(-1)!.length).toBe(map.frames);
          for (const { from, at: sample } of map.runs) {
            expect(Number.isInteger(sample)).toBe(true);
            expect(map.toSound(from)).toBe(sample);
          }
        },
      ),
    );
  });

  it('is the recording’s own for a recording without samples', () => {
    expect(timeMapOf({ sampleRate: 1000, frames: 0 }, [tempoStep(0, 1, 2)]).frames).toBe(0);
  });
});

it('leaves of a step all but its tempo', () => {
  const [step] = withoutTempo([{ ...tempoStep(1, 2, 1.5), semitones: 3 }]);
  expect(step).toMatchObject({ semitones: 3, target: { kind: 'time' } });
  expect(step).not.toHaveProperty('tempo');
});
