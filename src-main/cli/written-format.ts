import { extname } from 'node:path';
import { exportFormats, findExportFormat } from '../engine/audio/export-formats.ts';
import { oneOf, UsageError } from './arguments.ts';

const names = exportFormats.map(({ name }) => name);
const endings = new Map([
  ['wav', ['.wav', '.wave', '']],
  ['flac', ['.flac', '']],
]);

/**
 * The format that `--format` and the ending of `--out` ask for; a file must not be called what it is not. Without
 * `--format` a WAV has 24 bits, or 32-bit float where the original has more than that.
 */
export function writtenFormat(
  out: string,
  format: string | undefined,
): (original: { readonly bitDepth: number | null }) => string {
  const ending = extname(out).toLowerCase();
  const chosen = oneOf('format', format, names, ending === '.flac' ? 'flac' : 'wav24');
  const usual = findExportFormat(chosen).ending;
  const fitting = endings.get(usual) ?? [`.${usual}`];
  if (fitting.includes(ending)) {
    const asOriginal = format === undefined && chosen !== 'flac';
    return ({ bitDepth }) => (asOriginal && bitDepth !== null && bitDepth > 24 ? 'wav32f' : chosen);
  }
  throw new UsageError(
    format === undefined
      ? `--out writes WAV or FLAC and cannot write “${ending}”. Let the name end in .wav or .flac.`
      : `--format ${format} does not go with a name that ends in “${ending}”. Let it end in ${fitting[0]}.`,
  );
}
