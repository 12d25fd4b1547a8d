import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { prettifyError } from 'zod';
import { MezzoError, systemCodeOf } from '../../../src-preload/contract/errors.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { type SelfTest, selfTestSchema } from './self-test.ts';

/** Reading a model's folder. Every byte is read once, under a limit, and only from regular files inside the folder. */

export const MANIFEST_FILE = 'manifest.json';

const MEBIBYTE = 2 ** 20;
const TEXT_LIMIT = MEBIBYTE;
const GRAPH_LIMIT = 512 * MEBIBYTE;

/** Reads and validates `manifest.json`. Throws `model_invalid` with every fault found, `file_missing` without one. */
export async function readManifest(folder: string): Promise<Manifest> {
  return parseManifest(await readManifestBytes(folder), folder);
}

export function readManifestBytes(folder: string): Promise<Uint8Array> {
  return readRegularFile(join(folder, MANIFEST_FILE), TEXT_LIMIT);
}

/** A manifest from its bytes; `folder` names it in the error. */
export function parseManifest(bytes: Uint8Array, folder: string): Manifest {
  const result = manifestSchema.safeParse(parseJson(bytes, join(folder, MANIFEST_FILE)));
  if (result.success) return result.data;
  throw new MezzoError(
    'model_invalid',
    `The manifest of the model in “${basename(folder)}” is not valid: ${oneLine(prettifyError(result.error))}. Correct manifest.json.`,
  );
}

/** Everything of a model's folder that the engine uses, with each checksum found right. */
export interface ModelFiles {
  readonly graph: Uint8Array;
  readonly selfTest: SelfTest;
  readonly card: string;
  /** Every listed file, by name. */
  readonly all: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads every file the manifest lists. Throws `model_untrusted` when one is not the file that was described or is no
 * regular file in the folder itself, `model_invalid` when the self-test cannot be understood.
 */
export async function readModelFiles(folder: string, manifest: Manifest): Promise<ModelFiles> {
  const all = new Map<string, Uint8Array>();
  for (const [name, expected] of Object.entries(manifest.files)) {
    const bytes = await readRegularFile(
      join(folder, name),
      name === manifest.graph.file ? GRAPH_LIMIT : TEXT_LIMIT,
    );
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== expected) {
      throw new MezzoError(
        'model_untrusted',
        `${name} of the model “${manifest.id}” is not the file its manifest describes: its SHA-256 is ${found}, not ${expected}. Get the model again from where it came.`,
      );
    }
    all.set(name, bytes);
  }
  const { graph, selfTest, card } = manifest;
  return {
    all,
    graph: all.get(graph.file)!,
    selfTest: parseSelfTest(all.get(selfTest)!, manifest),
    card: new TextDecoder().decode(all.get(card)!),
  };
}

function parseSelfTest(bytes: Uint8Array, manifest: Manifest): SelfTest {
  const result = selfTestSchema.safeParse(parseJson(bytes, manifest.selfTest));
  if (!result.success) {
    throw new MezzoError(
      'model_invalid',
      `${manifest.selfTest} of the model “${manifest.id}” is not valid: ${oneLine(prettifyError(result.error))}. Correct it and its checksum.`,
    );
  }
  const { midLevel, emotions } = result.data;
  const missing: { name: string }[] = [
    ...manifest.midLevel.filter(({ name }) => midLevel[name] === undefined),
    ...manifest.emotions.filter(({ name }) => emotions[name] === undefined),
  ];
  if (manifest.domain && result.data.distance === undefined) missing.push({ name: 'distance' });
  if (missing.length > 0) {
    throw new MezzoError(
      'model_invalid',
      `${manifest.selfTest} of the model “${manifest.id}” says nothing about ${missing.map(({ name }) => name).join(', ')}. Add the expected values.`,
    );
  }
  return result.data;
}

/** Reads a file that must be a regular one, no link, pipe or device, and at most `limit` bytes long. */
async function readRegularFile(path: string, limit: number): Promise<Uint8Array> {
  const name = basename(path);
  try {
    if (!(await lstat(path)).isFile()) throw notRegular(path);
    await using handle = await open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const info = await handle.stat();
    if (!info.isFile()) throw notRegular(path);
    if (info.size > limit) {
      throw new MezzoError(
        'model_invalid',
        `${name} is ${info.size} bytes long; at most ${limit} are read. Give a smaller model.`,
      );
    }
    const bytes = new Uint8Array(info.size);
    const { bytesRead } = await handle.read(bytes, 0, info.size, 0);
    if (bytesRead === info.size) return bytes;
    throw new MezzoError('file_changed', `${path} changed while it was read. Try again.`);
  } catch (cause) {
    throw readFailure(cause, path);
  }
}

function notRegular(path: string): MezzoError {
  return new MezzoError(
    'model_untrusted',
    `${path} is a link or no regular file. Models may not point outside their folder; put the file itself there.`,
  );
}

function readFailure(cause: unknown, path: string): MezzoError {
  const code = systemCodeOf(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new MezzoError(
      'file_missing',
      `${path} does not exist. A model folder holds manifest.json and every file it lists.`,
      { cause },
    );
  }
  if (code === 'ELOOP') return notRegular(path);
  if (code !== undefined && /^E[A-Z]+$/.test(code)) {
    return new MezzoError('file_unreadable', `${path} cannot be read (${code}). Check its permissions.`, {
      cause,
    });
  }
  return MezzoError.from(cause);
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new MezzoError('model_invalid', `${path} is no JSON file. Correct it or get the model again.`, {
      cause,
    });
  }
}

const oneLine = (text: string) =>
  text
    .replace(/✖ /g, '')
    .replace(/\s*\n\s*→?\s*/g, ' ')
    .slice(0, 500);
