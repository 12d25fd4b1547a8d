import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { MezzoError } from '../../src-preload/contract/errors.ts';

export type GrantMode = 'read' | 'write';

/** One path the user chose, under the token by which the renderer may speak of it. */
export interface Grant {
  readonly token: string;
  readonly path: string;
  readonly mode: GrantMode;
}

/** A grant as a host makes it: 256 random bits, so that a token can be neither guessed nor made up. */
export function makeGrant(path: string, mode: GrantMode): Grant {
  return { token: randomBytes(32).toString('base64url'), path, mode };
}

/**
 * The paths the engine may touch on the renderer's word. The renderer never names a path: it shows the token that the
 * host gave for a file the user chose. A token is good for one path and one mode, for the life of the process.
 */
export class Grants {
  readonly #grants = new Map<string, Grant>();

  /** Makes a grant in this process and returns its token. */
  issue(path: string, mode: GrantMode): string {
    const grant = makeGrant(path, mode);
    this.accept(grant);
    return grant.token;
  }

  /** Takes over a grant that the host made. */
  accept(grant: Grant): void {
    this.#grants.set(grant.token, grant);
  }

  /** The path behind a token. Throws `not_granted` when the token is unknown or of the other mode. */
  resolve(token: string, mode: GrantMode): string {
    const grant = this.#grants.get(token);
    if (grant === undefined) {
      throw new MezzoError('not_granted', 'Mezzo was not given this file. Open it again with Open.');
    }
    if (grant.mode !== mode) {
      const allowed = grant.mode === 'read' ? 'opened for reading only' : 'chosen as a place to save only';
      throw new MezzoError('not_granted', `“${basename(grant.path)}” was ${allowed}. Choose it again.`);
    }
    return grant.path;
  }
}
