import type { ExportFormat } from './export-format.ts';
import { wavEncoding } from './wav-encoding.ts';

export const wav24: ExportFormat = {
  name: 'wav24',
  label: 'WAV, 24 bit',
  detail: 'Plays everywhere; as exact as any converter.',
  ending: 'wav',
  bits: 24,
  open: (pcm) => wavEncoding(pcm, 24),
};
