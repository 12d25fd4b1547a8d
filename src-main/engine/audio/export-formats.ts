import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { flac } from './export-flac.ts';
import type { ExportFormat } from './export-format.ts';
import { wav16 } from './export-wav16.ts';
import { wav24 } from './export-wav24.ts';
import { wav32f } from './export-wav32f.ts';

/** Every format Mezzo writes; the first is the default. */
export const exportFormats: readonly ExportFormat[] = [wav24, wav16, wav32f, flac];

/** The format of that name; else `bad_request`. */
export function findExportFormat(name: string): ExportFormat {
  const found = exportFormats.find((format) => format.name === name);
  if (found) return found;
  const names = exportFormats.map((format) => format.name).join(', ');
  throw new MezzoError('bad_request', `Mezzo writes no format called “${name}”. Choose one of ${names}.`);
}
