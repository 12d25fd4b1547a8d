import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import * as fileSystem from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cacheIn } from './cache.ts';
import { hashOf, temporaryFolder } from './library-fixture.ts';

vi.mock('node:fs/promises', { spy: true });
afterEach(() => {
  vi.mocked(fileSystem.open).mockReset();
});

const key = hashOf('curves');
const curves = Float32Array.from({ length: 1000 }, (_, index) => Math.sin(index));

function opened(limit = 1e9) {
  const folder = temporaryFolder();
  const cache = cacheIn(folder.path, limit);
  const pathOf = (of: string) => join(folder.path, of.slice(0, 2), of);
  return { folder, cache, pathOf, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

describe('the cache', () => {
  test('gives back what was put in, ready for any array', async () => {
    using it = opened();
    await it.cache.put(key, curves.subarray(1, 9));
    const found = await it.cache.get(key);
    expect(found && new Float32Array(found)).toEqual(curves.slice(1, 9));
    expect(await it.cache.get(hashOf('other'))).toBeUndefined();
    expect(await cacheIn(it.folder.path, 1e9).get(key)).toEqual(found);
  });

  test('holds nothing as well as something', async () => {
    using it = opened();
    await it.cache.put(key, new Uint8Array(0));
    expect((await it.cache.get(key))?.byteLength).toBe(0);
  });

  test('replaces an entry as a whole', async () => {
    using it = opened();
    await it.cache.put(key, curves);
    await it.cache.put(key, new Uint8Array([1, 2]));
    expect(new Uint8Array((await it.cache.get(key)) ?? new ArrayBuffer(0))).toEqual(new Uint8Array([1, 2]));
  });

  test.each([
    [
      'a flipped bit',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[500] = (bytes[500] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
    ],
    [
      'a flipped bit in the seal',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 128;
        writeFileSync(path, bytes);
      },
    ],
    ['a lost end', (path: string) => truncateSync(path, 2000)],
    ['nothing left', (path: string) => truncateSync(path, 0)],
  ])('treats an entry with %s as a miss and removes it', async (_what, damage) => {
    using it = opened();
    await it.cache.put(key, curves);
    damage(it.pathOf(key));
    expect(await it.cache.get(key)).toBeUndefined();
    expect(existsSync(it.pathOf(key))).toBe(false);
  });

  test('drops what was not used for longest when it grows over its size', async () => {
    using it = opened(10_000);
    const keys = ['a', 'b', 'c'].map(hashOf);
    for (const [index, each] of keys.entries()) {
      await it.cache.put(each, new Uint8Array(3000));
      const day = new Date(Date.UTC(2026, 0, 1 + index));
      utimesSync(it.pathOf(each), day, day);
    }
    await it.cache.get(keys[0] ?? '');
    await it.cache.put(hashOf('d'), new Uint8Array(3000));
    const kept = [...keys, hashOf('d')].map((each) => existsSync(it.pathOf(each)));
    expect(kept).toEqual([true, false, false, true]);
  });

  test('counts what other processes put in', async () => {
    using it = opened(10_000);
    const other = cacheIn(it.folder.path, 1e9);
    for (const name of ['a', 'b', 'c', 'd']) await other.put(hashOf(name), new Uint8Array(3000));
    await it.cache.put(key, new Uint8Array(3000));
    expect(bytesUnder(it.folder.path)).toBeLessThanOrEqual(10_000);
  });

  test('clears away what a killed process left half-written, and nothing younger', async () => {
    using it = opened();
    const [old, young] = ['old.part', 'young.part'].map((name) => join(it.folder.path, name));
    for (const part of [old, young]) writeFileSync(part ?? '', 'half');
    utimesSync(old ?? '', 0, 0);
    await it.cache.prune();
    expect(readdirSync(it.folder.path)).toEqual(['young.part']);
  });

  test('takes no key that is a path', async () => {
    using it = opened();
    await expect(it.cache.get('../library.sqlite')).rejects.toThrow(TypeError);
    await expect(it.cache.put(`${'a'.repeat(63)}/`, curves)).rejects.toThrow(TypeError);
  });
});

describe('a full disk', () => {
  const noSpace = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

  test('makes room and tries again', async () => {
    using it = opened(4000);
    await it.cache.put(hashOf('old'), new Uint8Array(3000));
    vi.mocked(fileSystem.open).mockRejectedValueOnce(noSpace());
    await it.cache.put(key, new Uint8Array(500));
    expect((await it.cache.get(key))?.byteLength).toBe(500);
    expect(await it.cache.get(hashOf('old'))).toBeUndefined();
  });

  test('ends in a sentence when that does not help, and leaves nothing half-written', async () => {
    using it = opened();
    vi.mocked(fileSystem.open).mockImplementation(async (path, flags) => {
      const { open } = await vi.importActual<typeof fileSystem>('node:fs/promises');
      const file = await open(path, flags);
      if (flags === 'wx') vi.spyOn(file, 'writeFile').mockRejectedValue(noSpace());
      return file;
    });
    await expect(it.cache.put(key, curves)).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringContaining('Free some space'),
    });
    expect(readdirSync(it.folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(await it.cache.get(key)).toBeUndefined();
  });
});

function bytesUnder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
