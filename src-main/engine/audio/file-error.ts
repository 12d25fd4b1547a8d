import { basename } from 'node:path';
import { MezzoError } from '../../../src-preload/contract/errors.ts';

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** A failure of the file system as the sentence for the user, with the file named. Other failures are kept as they are. */
export function fileErrorOf(cause: unknown, path: string): MezzoError {
  const name = basename(path);
  switch (codeOf(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new MezzoError(
        'file_missing',
        `“${name}” is not there any more. Put it back, or open it from its new place.`,
        { cause },
      );
    case 'ENAMETOOLONG':
      return new MezzoError(
        'file_unreadable',
        `The name of the file “${name.slice(0, 40)}…” is longer than this system allows. Rename it.`,
        { cause },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new MezzoError(
        'not_writable',
        `Mezzo may not open or write “${name}”. Check the permissions of the file and of its folder.`,
        { cause },
      );
    case 'EISDIR':
      return new MezzoError('file_unreadable', `“${name}” is a folder, not a file.`, { cause });
    case 'ENOSPC':
    case 'EDQUOT':
      return new MezzoError(
        'disk_full',
        `The disk is full, so “${name}” could not be written. Free some space and try again.`,
        { cause },
      );
    default:
      return MezzoError.from(cause);
  }
}
