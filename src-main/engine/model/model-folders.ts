import { randomUUID } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MezzoError, systemCodeOf } from '../../../src-preload/contract/errors.ts';
import type { Manifest } from './manifest.ts';
import { MANIFEST_FILE, readManifestBytes, readModelFiles } from './model-folder.ts';

/** Folders that hold model folders. */

/** The folders in `parent` that hold a manifest, by name; none when `parent` does not exist. */
export async function modelFolders(parent: string): Promise<string[]> {
  const children = await readdir(parent, { withFileTypes: true }).catch((cause: unknown) => {
    if (systemCodeOf(cause) === 'ENOENT') return [];
    throw new MezzoError(
      'file_unreadable',
      `The models in ${parent} cannot be listed. Check its permissions.`,
      {
        cause,
      },
    );
  });
  const folders: string[] = [];
  for (const child of children) {
    if (!child.isDirectory() || child.name.startsWith('.')) continue;
    const folder = join(parent, child.name);
    if (await exists(join(folder, MANIFEST_FILE))) folders.push(folder);
  }
  return folders.sort();
}

/** The real path of a folder the user named. Throws `file_missing` when there is none. */
export async function existingFolder(folder: string): Promise<string> {
  try {
    const real = await realpath(folder);
    if ((await stat(real)).isDirectory()) return real;
  } catch (cause) {
    throw new MezzoError('file_missing', `${folder} does not exist. Name a folder with a manifest.json.`, {
      cause,
    });
  }
  throw new MezzoError('bad_request', `${folder} is no folder. Name the folder that holds manifest.json.`);
}

/**
 * Copies a model's manifest and the files it lists into `parent`, under the model's id, all or nothing; the checksums are
 * checked again on the way. Resolves to the new folder.
 */
export async function copyModel(source: string, manifest: Manifest, parent: string): Promise<string> {
  const target = join(parent, manifest.id);
  const unfinished = join(parent, `.adding-${randomUUID()}`);
  const { all } = await readModelFiles(source, manifest);
  const manifestBytes = await readManifestBytes(source);
  try {
    await mkdir(unfinished, { recursive: true });
    for (const [name, bytes] of all) await writeFile(join(unfinished, name), bytes);
    await writeFile(join(unfinished, MANIFEST_FILE), manifestBytes);
    await rename(unfinished, target);
    return target;
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    throw copyFailure(cause, target);
  }
}

function copyFailure(cause: unknown, target: string): MezzoError {
  const code = systemCodeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new MezzoError('disk_full', `The disk is full; the model was not added to ${target}. Make room.`, {
      cause,
    });
  }
  if (code === 'ENOTEMPTY' || code === 'EEXIST') {
    return new MezzoError('bad_request', `${target} exists already. Remove it first.`, { cause });
  }
  return new MezzoError('not_writable', `The model cannot be written to ${target}. Check its permissions.`, {
    cause,
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
