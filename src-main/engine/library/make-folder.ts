import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemCodeOf } from '../../../src-preload/contract/errors.ts';

/**
 * Makes a folder and those above it that are missing. Node's own `mkdir` with `recursive` tries for ever where the system answers
 * ENOENT below a folder that exists (automounts, /proc).
 * @throws the system's error, ENOTDIR when a file stands where a folder should be.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (let place = resolve(path); !(await isFolder(place)); place = dirname(place)) missing.push(place);
  for (const place of missing.reverse()) {
    await mkdir(place).catch(async (cause: unknown) => {
      // Another process may have made it meanwhile.
      if (!(await isFolder(place).catch(() => false))) throw cause;
    });
  }
}

async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch((cause: unknown) => {
    if (systemCodeOf(cause) === 'ENOENT') return null;
    throw cause;
  });
  if (info && !info.isDirectory()) throw Object.assign(new Error(`${path} is a file`), { code: 'ENOTDIR' });
  return info !== null;
}
