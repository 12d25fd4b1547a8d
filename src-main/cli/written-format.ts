import { extname } from 'node:path';
import type { AudioFormat } from '../../src-preload/contract/contract.ts';
import { oneOf, UsageError } from './arguments.ts';

const formats = ['wav16', 'wav24', 'wav32f', 'flac'] as const;
const endings = { wav: ['.wav', '.wave', ''], flac: ['.flac', ''] };

/**
 * The format that `--format` and the ending of `--out` ask for; a file must not be called what it is not. Without
 * `--format` a WAV has 24 bits, or 32-bit float where the original has more than that.
 */
export function writtenFormat(
  out: string,
  format: string | undefined,
): (original: { readonly bitDepth: number | null }) => AudioFormat {
  const ending = extname(out).toLowerCase();
  const chosen = oneOf('format', format, formats, ending === '.flac' ? 'flac' : 'wav24');
  const fitting = endings[chosen === 'flac' ? 'flac' : 'wav'];
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
