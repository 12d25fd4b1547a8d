import type { ExportFormat } from './export-format.ts';
import { wavEncoding } from './wav-encoding.ts';

export const wav32f: ExportFormat = {
  name: 'wav32f',
  label: 'WAV, 32-bit float',
  detail: 'Keeps every bit and peaks above full scale; for further work in an audio program.',
  ending: 'wav',
  bits: 32,
  open: (pcm) => wavEncoding(pcm, 32),
};
