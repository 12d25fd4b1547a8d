import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { suites } from '../suites.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = (pattern: string) => globSync(pattern, { cwd: root }).map((path) => path.replaceAll('\\', '/'));
const all = Object.values(suites);

test('every unit test belongs to one suite', () => {
  const found = [...files('src-*/**/*.test.{ts,tsx}'), ...files('test/**/*.test.ts')];
  const homes = (path: string) =>
    all.flatMap(({ vitest }) => vitest).filter((folder) => path.startsWith(folder));
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter((path) => homes(path).length !== 1)).toEqual([]);
});

test('every browser spec belongs to one suite, and every name is a spec', () => {
  const specs = files('test/e2e/*.spec.ts').map((path) => basename(path, '.spec.ts'));
  expect(all.flatMap(({ browser }) => browser).sort()).toEqual(specs.sort());
});
