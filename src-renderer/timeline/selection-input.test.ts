import { expect, test } from 'vitest';
import { printCorners, readCorners, readSegments } from './selection-input.ts';

test('corners are read from lines of seconds and hertz, and printed so that they read the same', () => {
  const read = readCorners('1.5 440\n2, 880\n\n 1.75;1200 ', 30);
  expect(read).toEqual({
    value: [
      [1.5, 440],
      [2, 880],
      [1.75, 1200],
    ],
  });
  if ('value' in read) expect(readCorners(printCorners(read.value), 30)).toEqual(read);
});

test('what is no outline is refused with the reason', () => {
  const problem = (text: string) => {
    const read = readCorners(text, 30);
    return 'problem' in read ? read.problem : '';
  };
  expect(problem('1 440\n2 880')).toMatch(/three corners/);
  expect(problem('1 440\n2 a\n3 4')).toMatch(/“2 a” is no corner/);
  expect(problem('1 440\n2\n3 4')).toMatch(/“2” is no corner/);
  expect(problem('1 440\n-2 5\n3 4')).toMatch(/“-2 5” is no corner/);
  expect(problem('31 440\n32 5\n33 4')).toMatch(/30\.00 s/);
});

test('segments are read one by one and in rows', () => {
  const known = new Set([0, 1, 2, 3, 7, 9]);
  expect(readSegments('3, 7-9', known)).toEqual({ value: [3, 7, 9] });
  expect(readSegments('0 1', known)).toEqual({ value: [0, 1] });
  expect(readSegments('8', known)).toEqual({ problem: 'The explanation has no segment 8.' });
  expect(readSegments('x', known)).toMatchObject({ problem: expect.stringMatching(/“x” is no segment/) });
  expect(readSegments('', known)).toMatchObject({ problem: expect.stringMatching(/Type the numbers/) });
});
