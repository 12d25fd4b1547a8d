import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A part file this old was left by a process that was killed. */
const abandonedMs = 60 * 60 * 1000;

interface Entry {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
}

/** Drops abandoned parts, then the least recently used entries until at most `bytes` are left; what is left. */
export async function pruneFolder(folder: string, bytes: number): Promise<number> {
  const entries: Entry[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name.endsWith('.part')) {
      const part = await entryAt(path);
      if (part && Date.now() - part.usedMs > abandonedMs) await rm(path, { force: true });
    } else if (/^[0-9a-f]{2}$/.test(name)) {
      for (const key of await readdir(path)) {
        const entry = await entryAt(join(path, key));
        if (entry) entries.push(entry);
      }
    }
  }
  entries.sort((a, b) => a.usedMs - b.usedMs);
  let held = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  for (const entry of entries) {
    if (held <= bytes) break;
    await rm(entry.path, { force: true });
    held -= entry.bytes;
  }
  return held;
}

/** Undefined when another process has just dropped it. */
async function entryAt(path: string): Promise<Entry | undefined> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, bytes: size, usedMs: mtimeMs };
  } catch {
    return undefined;
  }
}
