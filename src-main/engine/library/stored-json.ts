import type { z } from 'zod';
import { MezzoError } from '../../../src-preload/contract/errors.ts';

/** A JSON column, checked. @throws MezzoError `library_damaged` when it does not hold what was written there. */
export function readJson<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new MezzoError(
      'library_damaged',
      `A result in the library ${file} cannot be read. Compute it again; if this goes on, restore a backup of the library.`,
      { cause },
    );
  }
}
