import { expect, test } from 'vitest';
import {
  formatBytes,
  formatDecibels,
  formatHertz,
  formatP,
  formatSigned,
  formatTime,
  labelOf,
} from './format.ts';

test('a time never shows a moment that has not come yet', () => {
  expect(formatTime(59.999)).toBe('0:59.99');
  expect(formatTime(60)).toBe('1:00.00');
  expect(formatTime(3723.5, 1)).toBe('1:02:03.5');
  expect(formatTime(0.1 + 0.2, 1)).toBe('0:00.3');
});

test('signed numbers carry their sign, and nothing carries the sign of a rounded zero', () => {
  expect(formatSigned(0.314)).toBe('+0.31');
  expect(formatSigned(-0.086)).toBe('−0.09');
  expect(formatSigned(-0.001)).toBe('0.00');
});

test('gain, frequency, size and p-value have their units', () => {
  expect(formatDecibels(null)).toBe('−∞\u2009dB');
  expect(formatDecibels(-3)).toBe('−3.0\u2009dB');
  expect(formatHertz(440)).toBe('440\u2009Hz');
  expect(formatHertz(2500)).toBe('2.50\u2009kHz');
  expect(formatBytes(3_210_000)).toBe('3.2\u2009MB');
  expect(formatP(0.0004)).toBe('<.001');
  expect(labelOf('tonal_stability')).toBe('Tonal stability');
});
