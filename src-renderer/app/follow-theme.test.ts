import { expect, test } from 'vitest';
import { themeToDraw } from './follow-theme.ts';

test('a chosen theme stands whatever the system asks for', () => {
  expect(themeToDraw('dark', { light: true, contrast: true })).toBe('dark');
  expect(themeToDraw('contrast', { light: true, contrast: false })).toBe('contrast');
});

test('the system’s wish for contrast comes before light or dark', () => {
  expect(themeToDraw('system', { light: true, contrast: false })).toBe('light');
  expect(themeToDraw('system', { light: false, contrast: false })).toBe('dark');
  expect(themeToDraw('system', { light: true, contrast: true })).toBe('contrast');
});
