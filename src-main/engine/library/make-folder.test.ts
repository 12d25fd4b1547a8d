import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './library-fixture.ts';
import { makeFolder } from './make-folder.ts';

test('makes what is missing, and is content with what is there', async () => {
  using folder = temporaryFolder();
  const deep = join(folder.path, 'a', 'b “c”', 'd');
  await Promise.all([makeFolder(deep), makeFolder(deep)]);
  await makeFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
});

test.each([
  ['a file in the way', 'file/below', 'ENOTDIR'],
  ['a file in its place', 'file', 'ENOTDIR'],
  ['a link to a disk that is not there', 'link/below', 'EEXIST'],
  ['a name that is too long', 'x'.repeat(4000), 'ENAMETOOLONG'],
])('%s ends in an error', async (_, name, code) => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'file'), '');
  symlinkSync(join(folder.path, 'unplugged'), join(folder.path, 'link'));
  await expect(makeFolder(join(folder.path, name))).rejects.toMatchObject({ code });
});

test('a place where the system makes no folders ends in an error, not in a loop', async () => {
  // Only Linux has such a place on every machine; elsewhere the same promise is kept by the cases above.
  const place = existsSync('/proc/self') ? '/proc/mezzo/below' : join(import.meta.filename, 'below');
  await expect(makeFolder(place)).rejects.toMatchObject({ code: expect.stringMatching(/^E(NOENT|NOTDIR)$/) });
});
