import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where one library keeps its things. All paths are absolute and lie under `root`. */
export interface LibraryFolders {
  readonly root: string;
  /** The SQLite file. */
  readonly database: string;
  /** Content-addressed arrays; safe to delete, everything in it can be computed again. */
  readonly cache: string;
  /** Decoded audio of compressed files; safe to delete. */
  readonly decoded: string;
  /** Models the user added. */
  readonly models: string;
  /** Sound separators the user put there, one folder each (docs/explanations.md). */
  readonly separators: string;
  /** Recordings that came without a path of their own (uploads). */
  readonly imports: string;
}

export function foldersUnder(root: string): LibraryFolders {
  return {
    root,
    database: join(root, 'library.sqlite'),
    cache: join(root, 'cache'),
    decoded: join(root, 'decoded'),
    models: join(root, 'models'),
    separators: join(root, 'separators'),
    imports: join(root, 'imports'),
  };
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * The folder that holds the user's library: `MEZZO_HOME` where it is set, else the platform's place for
 * application data. A relative `XDG_DATA_HOME` is ignored, as the XDG base directory specification asks.
 */
export function defaultDataFolder(
  { env, platform, home }: Surroundings = {
    env: process.env,
    platform: process.platform,
    home: homedir(),
  },
): string {
  if (env.MEZZO_HOME) return env.MEZZO_HOME;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Mezzo');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Mezzo');
  const xdg = env.XDG_DATA_HOME;
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'mezzo');
}
