import { expect, test } from 'vitest';
import { soundSpan } from './report-document.ts';

test('the sound of a report is 30 s around the moment, inside the recording', () => {
  expect(soundSpan({ start: 50, end: 60 }, 200)).toEqual({ start: 40, end: 70 });
  expect(soundSpan({ start: 0, end: 10 }, 200)).toEqual({ start: 0, end: 30 });
  expect(soundSpan({ start: 190, end: 200 }, 200)).toEqual({ start: 170, end: 200 });
  expect(soundSpan({ start: 2, end: 12 }, 20)).toEqual({ start: 0, end: 20 });
});
