import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const goldenModels = join(import.meta.dirname, '../../../test/golden/model');

/** The tiny model of test/golden/model, with random weights. */
export const tinyModel = join(goldenModels, 'tiny');

/** The same with padding in time: it looks further than its manifest says. */
export const paddedModel = join(goldenModels, 'padded');

/** The same with the maximum of its map as mid-level vector. */
export const loudestModel = join(goldenModels, 'loudest');

/** The same with an embedding, a domain of random chords, and intervals for some of its outputs. */
export const domainModel = join(goldenModels, 'domain');

/** Another graph made by the same script, to be refused. */
export const goldenGraph = (name: string) => readFile(join(goldenModels, name));

type Json = Record<string, unknown>;

/** A folder of its own for one test, removed at the end of the `await using` block. */
export async function scratchFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'mezzo model “test” '));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Copies the tiny model, or another, to `folder`/`name`. */
export async function copyTiny(folder: string, name = 'tiny', model = tinyModel): Promise<string> {
  const copy = join(folder, name);
  await cp(model, copy, { recursive: true });
  return copy;
}

/** Changes the manifest of a model folder. */
export async function editManifest(folder: string, edit: (manifest: Json) => void): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest: Json = JSON.parse(await readFile(path, 'utf8'));
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

/** Replaces a file of a model folder and corrects its checksum, as a careless author would. */
export async function replaceFile(folder: string, name: string, bytes: Uint8Array | string): Promise<void> {
  await writeFile(join(folder, name), bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  await editManifest(folder, (manifest) => {
    manifest.files = { ...(manifest.files as Json), [name]: digest };
  });
}
