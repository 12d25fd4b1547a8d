import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modelCard } from '../../../src-preload/contract/domain.ts';
import { createCompute } from '../jobs/compute.ts';
import { createRegistry } from './registry.ts';
import { copyTiny, editManifest, paddedModel, scratchFolder, tinyModel } from './tiny-model.fixture.ts';

const compute = createCompute(1);
afterAll(() => compute[Symbol.asyncDispose]());

/** A registry with the tiny model shipped, over folders of its own. */
async function workplace() {
  const scratch = await scratchFolder();
  const shippedFolder = join(scratch.path, 'shipped');
  const userFolder = join(scratch.path, 'user', 'models');
  await mkdir(shippedFolder);
  await copyTiny(shippedFolder);
  const registry = createRegistry({ shippedFolder, userFolder, compute, provider: 'cpu' });
  return {
    registry,
    shippedFolder,
    userFolder,
    folder: scratch.path,
    async [Symbol.asyncDispose]() {
      await registry[Symbol.asyncDispose]();
      await scratch[Symbol.asyncDispose]();
    },
  };
}

/** A sound model of another id, to be added. */
async function otherModel(parent: string, id = 'other'): Promise<string> {
  const folder = await copyTiny(parent, `folder of ${id}`);
  await editManifest(folder, (manifest) => {
    manifest.id = id;
  });
  return folder;
}

describe('the models on this machine', () => {
  it('are shown as cards of the contract', async () => {
    await using place = await workplace();
    const cards = await place.registry.list();
    expect(cards).toHaveLength(1);
    expect(modelCard.parse(cards[0])).toEqual(cards[0]);
    expect(cards[0]).toMatchObject({
      id: 'tiny',
      shipped: true,
      provider: 'cpu',
      fallbackReason: null,
      warnings: [],
    });
    expect(cards[0]!.windowSeconds).toBeCloseTo((48 * 256) / 8000, 12);
    expect(cards[0]!.hopSeconds).toBeCloseTo((16 * 256) / 8000, 12);
    expect(cards[0]!.checks.every(({ passed }) => passed)).toBe(true);
    expect(cards[0]!.card).toMatch(/for tests only/);
  });

  it('are opened once and shared', async () => {
    await using place = await workplace();
    const model = await place.registry.open();
    expect(model.manifest.id).toBe('tiny');
    expect(await place.registry.open('tiny')).toBe(model);
  });

  it('can be added, used and removed', async () => {
    await using place = await workplace();
    const source = await otherModel(place.folder);
    await writeFile(join(source, 'notes.txt'), 'Not listed, not copied.');
    const card = await place.registry.add(source);
    expect(card).toMatchObject({ id: 'other', shipped: false, provider: 'cpu' });
    expect((await readdir(join(place.userFolder, 'other'))).sort()).toEqual([
      'card.md',
      'manifest.json',
      'model.onnx',
      'selftest.json',
    ]);
    await rm(source, { recursive: true });
    expect((await place.registry.open('other')).manifest.id).toBe('other');
    expect((await place.registry.list()).map(({ id }) => id)).toEqual(['tiny', 'other']);
    await place.registry.remove('other');
    expect(await readdir(place.userFolder)).toEqual([]);
    await expect(place.registry.open('other')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('can be replaced by a newer version of the same id', async () => {
    await using place = await workplace();
    const source = await otherModel(place.folder);
    await place.registry.add(source);
    expect((await place.registry.open('other')).manifest.version).toBe('1.0.0');
    await place.registry.remove('other');
    await editManifest(source, (manifest) => {
      manifest.version = '2.0.0';
    });
    await place.registry.add(source);
    expect((await place.registry.open('other')).manifest.version).toBe('2.0.0');
  });

  it('are there again after a restart', async () => {
    await using place = await workplace();
    await place.registry.add(await otherModel(place.folder));
    const { shippedFolder, userFolder } = place;
    await using again = createRegistry({ shippedFolder, userFolder, compute, provider: 'cpu' });
    expect((await again.list()).map(({ id }) => id)).toEqual(['tiny', 'other']);
  });

  it('can be verified anew, and say which check fails', async () => {
    await using place = await workplace();
    expect((await place.registry.verify('tiny')).map(({ passed }) => passed)).not.toContain(false);
    await writeFile(join(place.shippedFolder, 'tiny/card.md'), 'Changed.');
    const checks = await place.registry.verify('tiny');
    expect(checks.at(-1)).toMatchObject({ name: 'files', passed: false });
    await expect(place.registry.verify('unknown')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('models that cannot be had', () => {
  it('a broken one is refused with the failing check, and nothing is left behind', async () => {
    await using place = await workplace();
    await expect(place.registry.add(paddedModel)).rejects.toThrow(/the check “locality” failed/);
    await expect(readdir(place.userFolder)).rejects.toThrow(/ENOENT/);
  });

  it('one whose name is taken is refused, with what to do', async () => {
    await using place = await workplace();
    await expect(place.registry.add(tinyModel)).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/came with Mezzo/),
    });
    const other = await otherModel(place.folder);
    await place.registry.add(other);
    await expect(place.registry.add(other)).rejects.toThrow(/mezzo models remove other/);
  });

  it('one whose folder is occupied is refused, and no half of it stays', async () => {
    await using place = await workplace();
    await mkdir(join(place.userFolder, 'other'), { recursive: true });
    await writeFile(join(place.userFolder, 'other/something.txt'), 'Mine.');
    const failure = place.registry.add(await otherModel(place.folder));
    await expect(failure).rejects.toMatchObject({ code: 'bad_request' });
    expect(await readdir(place.userFolder)).toEqual(['other']);
    expect(await readdir(join(place.userFolder, 'other'))).toEqual(['something.txt']);
  });

  it('a folder that is not there, a file, an empty folder', async () => {
    await using place = await workplace();
    const cases: [string, string][] = [
      ['nowhere', 'file_missing'],
      ['shipped/tiny/card.md', 'bad_request'],
      ['shipped', 'file_missing'],
    ];
    for (const [path, code] of cases) {
      await expect(place.registry.add(join(place.folder, path))).rejects.toMatchObject({ code });
    }
  });

  it('a shipped one is not removed', async () => {
    await using place = await workplace();
    await expect(place.registry.remove('tiny')).rejects.toMatchObject({ code: 'bad_request' });
    await expect(place.registry.remove('unknown')).rejects.toMatchObject({ code: 'not_found' });
    expect(await readdir(place.shippedFolder)).toEqual(['tiny']);
  });

  it('a broken one among the others is told of and does not hide them', async () => {
    await using place = await workplace();
    await mkdir(join(place.userFolder, 'broken'), { recursive: true });
    await writeFile(join(place.userFolder, 'broken/manifest.json'), '{}');
    const twin = await otherModel(place.folder, 'tiny');
    await cp(twin, join(place.userFolder, 'twin'), { recursive: true });
    expect((await place.registry.list()).map(({ id }) => id)).toEqual(['tiny']);
    expect(place.registry.notices()).toHaveLength(2);
    expect(place.registry.notices().join('\n')).toMatch(/“broken” is not valid/);
    expect(place.registry.notices().join('\n')).toMatch(/“tiny” is already in/);
  });

  it('one that fails a check is shown with it and cannot be opened', async () => {
    await using place = await workplace();
    await writeFile(join(place.shippedFolder, 'tiny/card.md'), 'Changed.');
    const [card] = await place.registry.list();
    expect(card).toMatchObject({ provider: 'none' });
    expect(card!.warnings.join()).toMatch(/the check “files” failed/);
    await expect(place.registry.open()).rejects.toMatchObject({ code: 'model_invalid' });
    await expect(place.registry.open('tiny')).rejects.toMatchObject({ code: 'model_untrusted' });
  });

  it('no models at all: a sentence', async () => {
    await using scratch = await scratchFolder();
    const folder = join(scratch.path, 'none');
    await using registry = createRegistry({ shippedFolder: folder, userFolder: folder, compute });
    expect(await registry.list()).toEqual([]);
    await expect(registry.open()).rejects.toMatchObject({ code: 'not_found' });
  });

  it.skipIf(process.platform === 'win32')('a place that cannot be written to: a sentence', async () => {
    await using place = await workplace();
    await mkdir(join(place.folder, 'user'));
    await writeFile(place.userFolder, 'a file where a folder should be');
    await symlink('/nonexistent', join(place.folder, 'dangling'));
    const failure = place.registry.add(await otherModel(place.folder));
    await expect(failure).rejects.toThrow(/listed|written/);
    expect(await readFile(place.userFolder, 'utf8')).toBe('a file where a folder should be');
  });
});
