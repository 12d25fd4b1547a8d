import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { audioEndings } from '../../src-preload/contract/audio-endings.ts';

const hasAudioEnding = (name: string) => audioEndings.includes(extname(name).slice(1).toLowerCase());

/** A sound file that has stopped growing. */
export interface SettledFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** When it was last changed, milliseconds since 1970. */
  readonly modifiedMs: number;
}

interface Seen {
  readonly size: number;
  readonly modifiedMs: number;
  readonly sinceMs: number;
  handed: boolean;
}

/**
 * Looks through folders for sound files that are new or have changed, and hands each over once, when its length and its date have
 * stayed the same for `quietMs` milliseconds. Links and hidden files and folders are passed by.
 */
export class SettledFiles {
  readonly #seen = new Map<string, Seen>();
  readonly #quietMs: number;
  readonly #now: () => number;

  constructor(quietMs: number, now: () => number = () => performance.now()) {
    this.#quietMs = quietMs;
    this.#now = now;
  }

  /** The files that settled since the last look. Throws the system's error when the folder itself cannot be read. */
  async in(folder: string, signal: AbortSignal): Promise<SettledFile[]> {
    const settled: SettledFile[] = [];
    const waiting: string[] = [];
    const enter = (inside: string, entries: readonly Dirent[]) => {
      const visible = entries.filter(({ name }) => !name.startsWith('.'));
      waiting.push(...visible.filter((entry) => entry.isDirectory()).map(({ name }) => join(inside, name)));
      return visible.filter((entry) => entry.isFile() && hasAudioEnding(entry.name));
    };
    let at: string | undefined = folder;
    let files = enter(folder, await readdir(folder, { withFileTypes: true }));
    while (at !== undefined) {
      for (const { name } of files) {
        signal.throwIfAborted();
        const file = await this.#settled(join(at, name));
        if (file) settled.push(file);
      }
      at = waiting.pop();
      if (at !== undefined) files = enter(at, await readdir(at, { withFileTypes: true }).catch(() => []));
    }
    return settled;
  }

  /** Has a file handed over again when it is there again, as one that was never seen. */
  forget(path: string): void {
    this.#seen.delete(path);
  }

  async #settled(path: string): Promise<SettledFile | null> {
    const found: Stats | null = await stat(path).catch(() => null);
    if (!found) {
      this.#seen.delete(path);
      return null;
    }
    const { size, mtimeMs: modifiedMs } = found;
    const before = this.#seen.get(path);
    if (!before || before.size !== size || before.modifiedMs !== modifiedMs) {
      this.#seen.set(path, { size, modifiedMs, sinceMs: this.#now(), handed: false });
      return null;
    }
    if (before.handed || size === 0 || this.#now() - before.sinceMs < this.#quietMs) return null;
    before.handed = true;
    return { path, size, modifiedMs };
  }
}
