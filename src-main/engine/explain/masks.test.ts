import { describe, expect, test } from 'vitest';
import { type MaskSequence, maskSequence } from './masks.ts';

describe('masks', () => {
  test('the first keeps every segment', () => {
    expect(rows(maskSequence(70, 3, 5))[0]).toEqual(Array(70).fill(1));
  });

  test('each segment is kept in half of the others, independently of every other segment', () => {
    const [segments, samples] = [70, 4000];
    const drawn = rows(maskSequence(segments, samples, 5)).slice(1);
    const share = (test: (row: number[]) => boolean) => drawn.filter(test).length / drawn.length;
    // Five standard deviations of a share of 3999 draws.
    const five = (p: number) => 5 * Math.sqrt((p * (1 - p)) / drawn.length);
    for (let a = 0; a < segments; a++) {
      expect(Math.abs(share((row) => row[a] === 1) - 0.5)).toBeLessThan(five(0.5));
      for (let b = 0; b < a; b++)
        expect(Math.abs(share((row) => row[a] === 1 && row[b] === 1) - 0.25)).toBeLessThan(five(0.25));
    }
    const kept = drawn.map((row) => row.reduce((sum, bit) => sum + bit, 0));
    const variance = kept.reduce((sum, k) => sum + (k - segments / 2) ** 2, 0) / drawn.length;
    expect(variance).toBeGreaterThan((segments / 4) * 0.88);
    expect(variance).toBeLessThan((segments / 4) * 1.12);
  });

  test('one draw does not follow from the one before', () => {
    const drawn = rows(maskSequence(31, 4000, 11));
    const repeats = drawn.slice(2).filter((row, i) => row[0] === drawn[i + 1]![0]).length;
    expect(Math.abs(repeats / 3998 - 0.5)).toBeLessThan(0.04);
  });

  test('a seed repeats them and another seed does not', () => {
    expect(rows(maskSequence(40, 50, 9))).toEqual(rows(maskSequence(40, 50, 9)));
    expect(rows(maskSequence(40, 50, 9))).not.toEqual(rows(maskSequence(40, 50, 10)));
  });

  test('more samples begin with the same masks', () => {
    expect(rows(maskSequence(40, 80, 9)).slice(0, 50)).toEqual(rows(maskSequence(40, 50, 9)));
  });

  test('few segments: all masks, each once, the full one first', () => {
    const sequence = maskSequence(4, 16, 1);
    const all = rows(sequence);
    expect(sequence.exhaustive).toBe(true);
    expect(all.length).toBe(16);
    expect(all[0]).toEqual([1, 1, 1, 1]);
    expect(new Set(all.map((row) => row.join(''))).size).toBe(16);
    expect(maskSequence(4, 15, 1)).toMatchObject({ exhaustive: false, total: 15 });
  });
});

function rows(sequence: MaskSequence): number[][] {
  return Array.from({ length: sequence.total }, () => {
    const mask = new Uint8Array(sequence.segments);
    sequence.next(mask);
    return Array.from(mask);
  });
}
