import { expect, test } from 'vitest';
import { pressed, printShortcut } from './shortcut.ts';

const press = (key: string, more: Partial<Parameters<typeof pressed>[0]> = {}) =>
  pressed({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });

test('keys read the same on every layout and platform', () => {
  expect(press(' ')).toBe('Space');
  expect(press('l')).toBe('L');
  expect(press('L', { shiftKey: true })).toBe('Shift+L');
  expect(press('z', { ctrlKey: true })).toBe('Mod+Z');
  expect(press('Z', { metaKey: true, shiftKey: true })).toBe('Mod+Shift+Z');
});

test('a printed sign is the sign, with or without Shift', () => {
  expect(press('+', { shiftKey: true })).toBe('+');
  expect(press('=')).toBe('+');
  expect(press('?', { shiftKey: true })).toBe('?');
});

test('shortcuts are printed as the platform writes them', () => {
  expect(printShortcut('Mod+Shift+Z', true)).toBe('⌘⇧Z');
  expect(printShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
});
