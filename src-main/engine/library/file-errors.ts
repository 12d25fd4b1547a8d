import { MezzoError } from '../../../src-preload/contract/errors.ts';

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

/** True when a file could not grow because there is no room left for it. */
export function isDiskFull(cause: unknown): boolean {
  const code = codeOf(cause);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Turns a failure to write under `place` into the sentence the user reads; anything else is returned as it came. */
export function writeError(cause: unknown, place: string): unknown {
  if (isDiskFull(cause)) {
    return new MezzoError(
      'disk_full',
      `The disk is full: nothing more could be written to ${place}. All that was saved before is kept. Free some space and try again.`,
      { cause },
    );
  }
  const refusals = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'ENAMETOOLONG'];
  return refusals.includes(codeOf(cause) ?? '') ? notWritable(place, cause) : cause;
}

export function notWritable(place: string, cause: unknown): MezzoError {
  return new MezzoError(
    'not_writable',
    `Mezzo may not write to ${place}. Give yourself permission to write there, or choose another folder with MEZZO_HOME.`,
    { cause },
  );
}
