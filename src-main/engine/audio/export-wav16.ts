import type { ExportFormat } from './export-format.ts';
import { wavEncoding } from './wav-encoding.ts';

export const wav16: ExportFormat = {
  name: 'wav16',
  label: 'WAV, 16 bit',
  detail: 'As on a CD; the smallest WAV.',
  ending: 'wav',
  bits: 16,
  open: (pcm) => wavEncoding(pcm, 16),
};
