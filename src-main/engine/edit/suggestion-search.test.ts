import { describe, expect, it } from 'vitest';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { familyOf } from './edit-family.ts';
import { type Confirmation, ranked, searchSuggestions, tryFamily } from './suggestion-search.ts';

/** A family with one region, told apart by its time. */
const family = (place: number, fullDb = -24) =>
  familyOf(`at ${place}`, [
    {
      name: 'part',
      target: { kind: 'region', timeRange: [place, place + 1], frequencyRange: [100, 200] },
      fullDb,
    },
  ]);

/** A listener for whom a step at `place` moves the emotion by `shift` at full strength, bent by `power`, and is heard by `heard` dB. */
const listener = (places: Record<number, { shift: number; heard: number; power?: number }>) => {
  const asked: number[] = [];
  const confirm = async (steps: readonly EditStep[]): Promise<Confirmation> => {
    asked.push(steps.length);
    const parts = steps.map(({ target, gainDb }) => {
      const { shift, heard, power = 1 } = places[target.kind === 'region' ? target.timeRange[0] : -1]!;
      const strength = Math.abs(gainDb!) / 24;
      return { shift: shift * strength ** power, audibleChange: heard * strength };
    });
    return {
      shift: parts.reduce((sum, part) => sum + part.shift, 0),
      audibleChange: parts.reduce((sum, part) => sum + part.audibleChange, 0),
    };
  };
  return { asked, confirm };
};

const wish = { amount: 0.2, allowedChange: 6 };

describe('a family', () => {
  it('is turned down until it just reaches the wish, also where the way is bent', async () => {
    for (const power of [0.5, 1, 2]) {
      const { confirm } = listener({ 0: { shift: 0.8, heard: 8, power } });
      const trial = await tryFamily(family(0), wish, confirm);
      expect(trial!.confirmed.shift).toBeGreaterThanOrEqual(0.18);
      expect(trial!.confirmed.shift).toBeLessThanOrEqual(0.26);
      expect(trial!.confirmed.audibleChange).toBeLessThanOrEqual(6);
    }
  });

  it('that falls short goes as far as may be heard', async () => {
    const { confirm } = listener({ 0: { shift: 0.3, heard: 12 } });
    const trial = await tryFamily(family(0), wish, confirm);
    expect(trial!.confirmed.audibleChange).toBeLessThanOrEqual(6);
    expect(trial!.confirmed.audibleChange).toBeGreaterThan(5.2);
  });

  it('that moves the other way is left after one trial', async () => {
    const { confirm, asked } = listener({ 0: { shift: -0.3, heard: 2 } });
    expect(await tryFamily(family(0), wish, confirm)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it('asks for each gain once, and never for none', async () => {
    const { confirm, asked } = listener({ 0: { shift: 90, heard: 1 } });
    await tryFamily(family(0), wish, confirm);
    expect(asked.every((count) => count === 1)).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(5);
  });
});

describe('the search', () => {
  it('puts those that reach the wish by how little they are heard, and leaves the others out', async () => {
    const { confirm } = listener({
      0: { shift: 0.4, heard: 8 },
      1: { shift: 0.2, heard: 2 },
      2: { shift: 0.1, heard: 1 },
      3: { shift: 0.2, heard: 3 },
    });
    const found = await searchSuggestions(
      [0, 1, 2, 3].map((place) => family(place)),
      wish,
      confirm,
    );
    expect(found.map(({ family: { name } }) => name)).toEqual(['at 1', 'at 3', 'at 0']);
  });

  it('puts two together when none reaches the wish alone', async () => {
    const { confirm } = listener({ 0: { shift: 0.12, heard: 2 }, 1: { shift: 0.1, heard: 2 } });
    const found = await searchSuggestions([family(0), family(1)], wish, confirm);
    expect(found[0]!.family.name).toBe('at 0; at 1');
    expect(found[0]!.confirmed.shift).toBeCloseTo(0.22, 2);
  });

  it('gives those that go farthest when the wish is out of reach, five at most', async () => {
    const places = Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [i, { shift: 0.01 * (i + 1), heard: 5 }]),
    );
    const { confirm } = listener(places);
    const found = await searchSuggestions(
      Array.from({ length: 8 }, (_, i) => family(i)),
      { amount: 2, allowedChange: 6 },
      confirm,
    );
    expect(found).toHaveLength(5);
    const shifts = found.map(({ confirmed }) => confirmed.shift);
    expect(shifts).toEqual(shifts.toSorted((a, b) => b - a));
  });

  it('leaves out what is heard more than is allowed', () => {
    const loud = { family: family(0), strength: 1, steps: [], confirmed: { shift: 0.2, audibleChange: 6.1 } };
    expect(ranked([loud], wish)).toEqual([]);
  });
});
