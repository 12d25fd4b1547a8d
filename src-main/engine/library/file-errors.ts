import { MezzoError, systemCodeOf } from '../../../src-preload/contract/errors.ts';

/** True when a file could not grow because there is no room left for it. */
export function isDiskFull(cause: unknown): boolean {
  const code = systemCodeOf(cause);
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
  return refusals.includes(systemCodeOf(cause) ?? '') ? notWritable(place, cause) : cause;
}

export function notWritable(place: string, cause: unknown): MezzoError {
  const shown = place.length <= 200 ? place : `${place.slice(0, 100)}…${place.slice(-99)}`;
  return new MezzoError(
    'not_writable',
    `${whyNot(shown, systemCodeOf(cause))} or choose another folder with MEZZO_HOME.`,
    {
      cause,
    },
  );
}

function whyNot(place: string, code: string | undefined): string {
  switch (code) {
    case 'ENAMETOOLONG':
      return `Mezzo cannot keep its library at ${place}: the path is too long. Shorten it,`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `Mezzo cannot keep its library at ${place}: something that is no folder is in the way. Move it away,`;
    case 'ENOENT':
      return `Mezzo cannot keep its library at ${place}: no folder can be made there. Check that its disk is connected,`;
    default:
      return `Mezzo may not write to ${place}. Give yourself permission to write there,`;
  }
}
