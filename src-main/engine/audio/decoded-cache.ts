import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Decoded recordings by the SHA-256 of their file: `<hash>.f32` samples, `<hash>.peaks` the peak pyramid and
 * `<hash>.json` the header. The header is written last, so that what has one is whole. Its modification time is the
 * time of last use.
 */
const headerSchema = z.object({
  /** Raised when decoding changes, so that older entries are decoded anew. */
  version: z.literal(1),
  format: z.string(),
  codec: z.string(),
  bitDepth: z.number().nullable(),
  sampleRate: z.number().positive(),
  channelCount: z.number().int().min(1).max(8),
  frames: z.number().int().min(1),
  warnings: z.array(z.string()),
});
export type DecodedHeader = z.infer<typeof headerSchema>;

export interface DecodedPaths {
  readonly samples: string;
  readonly peaks: string;
  readonly header: string;
}

export function decodedPaths(folder: string, hash: string): DecodedPaths {
  const base = join(folder, hash);
  return { samples: `${base}.f32`, peaks: `${base}.peaks`, header: `${base}.json` };
}

/** Names for an entry that is being made; nothing looks at them until they are renamed. */
export function partialPaths(folder: string, hash: string): DecodedPaths {
  const base = join(folder, `${hash}.${randomUUID()}`);
  return { samples: `${base}.f32.partial`, peaks: `${base}.peaks.partial`, header: `${base}.json.partial` };
}

export async function removeEntry(paths: DecodedPaths): Promise<void> {
  for (const path of [paths.header, paths.samples, paths.peaks]) await rm(path, { force: true });
}

/** The header of a whole entry, marked as used now; null when there is none or it does not fit its samples. */
export async function findDecoded(folder: string, hash: string): Promise<DecodedHeader | null> {
  const paths = decodedPaths(folder, hash);
  try {
    const header = headerSchema.parse(JSON.parse(await readFile(paths.header, 'utf8')));
    const { size } = await stat(paths.samples);
    await stat(paths.peaks);
    if (size !== header.frames * header.channelCount * 4) return null;
    const now = new Date();
    await utimes(paths.header, now, now);
    return header;
  } catch {
    return null;
  }
}

async function flushed(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a finished entry visible, whole or not at all. */
export async function commitDecoded(
  folder: string,
  hash: string,
  partial: DecodedPaths,
  header: DecodedHeader,
): Promise<void> {
  const final = decodedPaths(folder, hash);
  await writeFile(partial.header, JSON.stringify(header));
  await flushed(partial.header);
  await rename(partial.samples, final.samples);
  await rename(partial.peaks, final.peaks);
  await rename(partial.header, final.header);
}

export async function makeCacheFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
}

interface Entry {
  readonly names: string[];
  bytes: number;
  /** Milliseconds since the epoch. */
  lastUse: number;
}

const STALE_PARTIAL_MS = 24 * 3600 * 1000;

async function entriesOf(folder: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for (const name of await readdir(folder)) {
    const match = /^([0-9a-f]{64})(\.[0-9a-f-]{36})?\.(f32|peaks|json)(\.partial)?$/.exec(name);
    const info = match && (await stat(join(folder, name)).catch(() => null));
    if (!match || !info) continue;
    const key = match[1]! + (match[2] ?? '');
    const entry = entries.get(key) ?? { names: [], bytes: 0, lastUse: 0 };
    entry.names.push(name);
    entry.bytes += info.size;
    const use = match[4] && info.mtimeMs < Date.now() - STALE_PARTIAL_MS ? 0 : info.mtimeMs;
    entry.lastUse = Math.max(entry.lastUse, use);
    entries.set(key, entry);
  }
  return entries;
}

/**
 * Removes decoded recordings, least recently used first, until at most `maxBytes` are left, and leftovers of decodings
 * that were broken off a day ago or earlier. Hashes in `keep` stay: those of recordings that are open. Returns the
 * bytes removed; a folder that does not exist has none.
 */
export async function pruneDecodedCache(
  folder: string,
  maxBytes: number,
  keep: ReadonlySet<string> = new Set(),
): Promise<number> {
  const entries = await entriesOf(folder).catch(() => new Map<string, Entry>());
  let total = [...entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  let removed = 0;
  for (const [hash, entry] of [...entries].sort(([, a], [, b]) => a.lastUse - b.lastUse)) {
    if (total <= maxBytes && entry.lastUse > 0) break;
    if (keep.has(hash)) continue;
    // The header goes first: without it the rest is not looked at.
    const names = entry.names.toSorted((a, b) => Number(b.includes('.json')) - Number(a.includes('.json')));
    const gone = await Promise.all(names.map((name) => rm(join(folder, name), { force: true })))
      .then(() => true)
      .catch(() => false);
    if (!gone) continue;
    total -= entry.bytes;
    removed += entry.bytes;
  }
  return removed;
}
