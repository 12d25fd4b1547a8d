import { expect, test } from 'vitest';
import { exportName } from './export-name.ts';

test('an export is named after its track and what it holds', () => {
  expect(exportName('Prelude.mp3', 'edited', 'wav')).toBe('Prelude edited.wav');
  expect(exportName('Prelude No. 2', 'original', 'flac')).toBe('Prelude No. 2.flac');
  expect(exportName('Prelude', 'only', 'wav')).toBe('Prelude selection.wav');
});

test('a name fits every file system', () => {
  expect(exportName('AC/DC: "Live?"\n.flac', 'original', 'flac')).toBe('AC_DC_ _Live___.flac');
  expect(exportName('x'.repeat(4000), 'edited', 'flac').length).toBeLessThan(150);
  expect(exportName('.wav', 'original', 'wav')).toBe('recording.wav');
});
