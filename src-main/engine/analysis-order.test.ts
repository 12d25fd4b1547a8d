import { expect, test } from 'vitest';
import { AnalysisOrder } from './analysis-order.ts';

function drained(order: AnalysisOrder, waiting: Set<string>): string[] {
  const taken: string[] = [];
  for (let next = order.take(waiting); next !== undefined; next = order.take(waiting)) taken.push(next);
  return taken;
}

test('without a wish the order is the list’s', () => {
  expect(drained(new AnalysisOrder(), new Set(['a', 'b', 'c']))).toEqual(['a', 'b', 'c']);
});

test('what was asked for comes first, the last asked for before the others, and once', () => {
  const order = new AnalysisOrder();
  order.prefer('c');
  order.prefer('d');
  order.prefer('c');
  expect(drained(order, new Set(['a', 'b', 'c', 'd']))).toEqual(['c', 'd', 'a', 'b']);
  expect(drained(order, new Set(['a', 'c', 'd']))).toEqual(['a', 'c', 'd']);
});

test('a wish can come while the work runs, and one for a recording that is not in the list waits', () => {
  const order = new AnalysisOrder();
  const waiting = new Set(['a', 'b', 'c']);
  expect(order.take(waiting)).toBe('a');
  order.prefer('elsewhere');
  order.prefer('c');
  expect(drained(order, waiting)).toEqual(['c', 'b']);
  expect(order.take(new Set(['x', 'elsewhere']))).toBe('elsewhere');
});
