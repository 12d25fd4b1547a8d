import { expect, test } from 'vitest';
import { searchExpression, sortKey } from './search.ts';

test('names sort without regard to case and accents, numbers by their size', () => {
  const expected = ['Äther', 'atze', 'Take 9', 'take 010', 'Take 10b', 'Take 100', 'Ｔake 101', 'Zwölf'];
  const shuffled = [...expected].reverse();
  const byKey = (a: string, b: string) => (sortKey(a) < sortKey(b) ? -1 : 1);
  expect(shuffled.sort(byKey)).toEqual(expected);
});

test('each word is quoted and looked for as a beginning', () => {
  expect(searchExpression(' bach  "live" - c-moll ')).toBe('"bach"* """live"""* "c-moll"*');
  expect(searchExpression('a\0b')).toBe('"a"* "b"*');
  expect(searchExpression(' -- ()')).toBeUndefined();
});
