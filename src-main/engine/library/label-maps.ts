import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Database } from './database.ts';

/**
 * Label maps, kept in the database and not in the cache: an edit needs the map of its explanation for as long as
 * it exists. They are stored once for all explanations of one window and deflate to a few kilobytes.
 */
interface LabelMaps {
  pack(labels: Int32Array): { readonly hash: string; readonly deflated: Uint8Array };
  save(hash: string, deflated: Uint8Array): void;
  /** @throws MezzoError `library_damaged` when the map is missing or is not the one that was saved. */
  read(hash: string): Int32Array;
}

export function labelMapsIn({ build, first, run, file }: Database): LabelMaps {
  return {
    pack(labels) {
      const bytes = new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength);
      return { hash: sha256(bytes), deflated: deflateRawSync(bytes) };
    },
    save(hash, deflated) {
      run(
        build
          .insertInto('label_maps')
          .values({ hash, deflated })
          .onConflict((row) => row.column('hash').doNothing()),
      );
    },
    read(hash) {
      const row = first(build.selectFrom('label_maps').select('deflated').where('hash', '=', hash));
      const bytes = row && inflated(row.deflated);
      if (!bytes || sha256(bytes) !== hash) {
        throw new MezzoError(
          'library_damaged',
          `The segments of an explanation in the library ${file} cannot be read. Compute the explanation again.`,
        );
      }
      return new Int32Array(new Uint8Array(bytes).buffer);
    },
  };
}

function inflated(deflated: Uint8Array): Uint8Array | undefined {
  try {
    return inflateRawSync(deflated);
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
