import { MezzoError, systemCodeOf } from '../../../src-preload/contract/errors.ts';

/** The system's code such as `ENOSPC`; null when the failure did not come from the file system. */
function codeOf(cause: unknown): string | null {
  const code = systemCodeOf(cause) ?? '';
  return /^E[A-Z0-9]+$/.test(code) ? code : null;
}

function isAbort(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'AbortError';
}

/** The sentence for a failure while writing `name`; a MezzoError stays as it is. */
export function writeError(cause: unknown, name: string): MezzoError {
  if (cause instanceof MezzoError) return cause;
  if (isAbort(cause)) return new MezzoError('cancelled', `Writing “${name}” was cancelled.`, { cause });
  const code = codeOf(cause);
  if (code === null) return MezzoError.from(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new MezzoError(
      'disk_full',
      `The disk is full: “${name}” could not be written. Free some space, or choose another place, and try again.`,
      { cause },
    );
  return new MezzoError('not_writable', `“${name}” could not be written${whyNotWritten(code)}`, { cause });
}

/** The rest of the sentence: the reason and what to do. */
function whyNotWritten(code: string): string {
  switch (code) {
    case 'ENAMETOOLONG':
      return ': its path is too long. Choose a shorter one.';
    case 'ENOENT':
      return ': its folder does not exist. Make it first, or choose another place.';
    case 'EISDIR':
      return ': a folder has this name. Choose another name.';
    case 'ENOTDIR':
    case 'EEXIST':
      return ': a file is where a folder should be. Choose another place.';
    default:
      return ` (${code}). Check that you may write there and that the disk is connected.`;
  }
}

/** The sentence for a failure while reading `name`; a MezzoError stays as it is. */
export function readError(cause: unknown, name: string): MezzoError {
  if (cause instanceof MezzoError) return cause;
  if (isAbort(cause)) return new MezzoError('cancelled', `Opening “${name}” was cancelled.`, { cause });
  const code = codeOf(cause);
  if (code === null) return MezzoError.from(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new MezzoError(
      'file_missing',
      `“${name}” was not found. It may have been moved, renamed or deleted; choose it again.`,
      { cause },
    );
  if (code === 'ENAMETOOLONG')
    return new MezzoError(
      'file_unreadable',
      `“${name}” could not be opened: its path is too long for this system. Move the file to a shorter path.`,
      { cause },
    );
  if (code === 'EISDIR')
    return new MezzoError('file_unreadable', `“${name}” is a folder. Choose a file inside it.`, { cause });
  return new MezzoError(
    'file_unreadable',
    `“${name}” could not be read (${code}). Check that you may read it and that its disk is connected.`,
    { cause },
  );
}

/** A file's name as messages show it: without folders and control characters, and shortened when it is very long. */
export function nameForMessages(path: string): string {
  const name = (path.split(/[\\/]/).at(-1) || path).replace(/[\p{Cc}\u2028\u2029]/gu, '�');
  return name.length <= 80 ? name : `${name.slice(0, 40)}…${name.slice(-36)}`;
}
