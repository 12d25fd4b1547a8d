import { expect, test } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

test('the value used longest ago falls out, and everything is freed once', () => {
  const freed: string[] = [];
  const cache = new BoundedCache<string>(2, (value) => freed.push(value));
  cache.set('a', 'A');
  cache.set('b', 'B');
  expect(cache.get('a')).toBe('A');
  cache.set('c', 'C');
  expect(freed).toEqual(['B']);
  expect(cache.has('b')).toBe(false);
  cache.set('c', 'C2');
  expect(freed).toEqual(['B', 'C']);
  cache[Symbol.dispose]();
  expect(freed).toEqual(['B', 'C', 'A', 'C2']);
  expect(cache.size).toBe(0);
});
