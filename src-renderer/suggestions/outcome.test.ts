import { expect, test } from 'vitest';
import type { Suggestion } from '../../src-preload/contract/suggestion.ts';
import { mostMoved, outcomeText } from './outcome.ts';

const asked = { emotion: 'valence', amount: 0.2, allowedChange: 6, range: [0, 10], steps: [] } as const;
const judged = { midLevel: {}, emotions: {}, effects: {}, familiarity: null };
const one = (reached: boolean): Suggestion => ({
  name: 'One',
  steps: [],
  shift: { before: judged, after: judged, shift: { midLevel: {}, emotions: {} } },
  audibleChange: 3,
  reached,
});

test('the outcome says how many edits reach the target, or how far it can go', () => {
  const say = (list: Suggestion[] | null, farthest: number | null) =>
    outcomeText({ asked, list, farthest }, 'Valence');
  expect(say([one(true), one(true)], 0.21)).toBe(
    '2 edits move valence by +0.20 within an audible change of 6.0 dB; the least audible comes first.',
  );
  expect(say([one(true)], 0.21)).toBe('One edit moves valence by +0.20 within an audible change of 6.0 dB.');
  expect(say([one(false)], 0.08)).toMatch(/The farthest goes \+0\.08/);
  expect(say([], 0)).toMatch(/^No edit that was tried moves valence up/);
  expect(say([one(true)], null)).toBe('');
  expect(say(null, null)).toBe('');
});

test('what moved most comes first, by size whatever the sign', () => {
  expect(mostMoved({ a: 0.1, b: -0.4, c: 0.001, d: 0.2 }, 2, 0.01)).toEqual([
    { name: 'b', shift: -0.4 },
    { name: 'd', shift: 0.2 },
  ]);
});
