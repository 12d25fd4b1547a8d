import { expect, it } from 'vitest';
import { UsageError } from './arguments.ts';
import { writtenFormat } from './written-format.ts';

const asked: [string, string | undefined, number | null, string][] = [
  ['out.wav', undefined, 16, 'wav24'],
  ['out.wav', undefined, null, 'wav24'],
  ['OUT.WAV', undefined, 32, 'wav32f'],
  ['out', undefined, 64, 'wav32f'],
  ['out.wav', 'wav24', 32, 'wav24'],
  ['out.wav', 'wav16', 32, 'wav16'],
  ['out.flac', undefined, 32, 'flac'],
];

it.each(asked)('%s, --format %s, an original of %s bits: %s', (out, format, bitDepth, expected) => {
  expect(writtenFormat(out, format)({ bitDepth })).toBe(expected);
});

it.each([
  ['out.mp3', undefined],
  ['out.wav', 'flac'],
  ['out.flac', 'wav16'],
  ['out.wav', 'wav8'],
])('%s, --format %s: refused', (out, format) => {
  expect(() => writtenFormat(out, format)).toThrow(UsageError);
});
