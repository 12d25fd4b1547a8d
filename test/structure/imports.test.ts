import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMPUTED, importsOf } from './imports.ts';
import { layerOf, layers, violationsIn } from './layers.ts';

const files = globSync('src-{main,preload,renderer}/**/*.{ts,tsx}')
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.endsWith('.d.ts'));

test('every file imports only what its layer may', () => {
  const violations = files.flatMap((path) => violationsIn(path, readFileSync(path, 'utf8')));
  expect(violations).toEqual([]);
});

test('every layer has files, so that no rule is empty', () => {
  const used = new Set(files.map((path) => layerOf(path)?.name));
  expect(layers.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
});

describe('every form of import is seen', () => {
  const forbidden = '../../web/host.ts';
  test.each([
    ['import', `import { a } from '${forbidden}';`],
    ['import for its effects', `import '${forbidden}';`],
    ['import of a namespace', `import * as a from '${forbidden}';`],
    ['import type', `import type { A } from '${forbidden}';`],
    ['import of an inline type', `import { type A } from '${forbidden}';`],
    ['export from', `export { a } from '${forbidden}';`],
    ['export type from', `export type { A } from '${forbidden}';`],
    ['export all', `export * from '${forbidden}';`],
    ['export all as', `export * as a from '${forbidden}';`],
    ['import()', `const a = await import('${forbidden}');`],
    ['import() of a template', `const a = await import(\`${forbidden}\`);`],
    ['import() deep inside', `class A { b = () => { if (1) return [() => import('${forbidden}')]; } }`],
    ['the type import()', `type A = import('${forbidden}').A;`],
    ['typeof import()', `let a: typeof import('${forbidden}');`],
    ['require', `const a = require('${forbidden}');`],
    ['import = require', `import a = require('${forbidden}');`],
    ['require.resolve', `const a = require.resolve('${forbidden}');`],
    ['import.meta.resolve', `const a = import.meta.resolve('${forbidden}');`],
  ])('%s', (_, source) => {
    expect(importsOf(source)).toEqual([forbidden]);
    expect(violationsIn('src-main/engine/audio/planted.ts', source)).toEqual([
      `src-main/engine/audio/planted.ts imports ${forbidden}: audio may not import web`,
    ]);
  });

  test('an import in JSX source is seen', () => {
    const source = `import { a } from '../src-main/web/host.ts'; export const B = () => <b>{a}</b>;`;
    expect(violationsIn('src-renderer/planted.tsx', source)).toHaveLength(1);
  });

  test('an import whose module only shows when it runs is refused', () => {
    expect(importsOf('const a = await import(name);')).toEqual([COMPUTED]);
    expect(violationsIn('src-main/engine/audio/planted.ts', 'await import(name);')).toHaveLength(1);
  });

  test('text and comments that look like imports are not imports', () => {
    expect(importsOf(`// import '${forbidden}'\nconst a = "import '${forbidden}'";`)).toEqual([]);
  });
});

describe('the table', () => {
  const importing = (path: string, module: string): string[] =>
    violationsIn(path, `import { a } from '${module}';`);

  test.each([
    ['src-renderer/a.ts', '../src-main/engine/engine.ts'],
    ['src-renderer/a.ts', '../src-preload/preload.ts'],
    ['src-renderer/a.ts', 'node:fs'],
    ['src-renderer/a.ts', 'fs'],
    ['src-renderer/a.ts', 'electron'],
    ['src-preload/contract/a.ts', '../../src-main/engine/engine.ts'],
    ['src-preload/contract/a.ts', 'node:fs'],
    ['src-preload/preload.ts', '../src-main/electron/main.ts'],
    ['src-main/engine/audio/a.ts', '../model/manifest.ts'],
    ['src-main/engine/model/a.ts', '../explain/ridge.ts'],
    ['src-main/engine/explain/a.ts', '../edit/mask.ts'],
    ['src-main/engine/edit/a.ts', '../library/library.ts'],
    ['src-main/engine/edit/a.ts', '../jobs/queue.ts'],
    ['src-main/engine/library/a.ts', '../audio/signal.ts'],
    ['src-main/engine/jobs/a.ts', '../library/library.ts'],
    ['src-main/engine/audio/a.ts', '../engine.ts'],
    ['src-main/engine/engine.ts', '../web/host.ts'],
    ['src-main/engine/engine.ts', '../cli/mezzo.ts'],
    ['src-main/engine/engine.ts', 'electron'],
    ['src-main/engine/explain/a.ts', 'onnxruntime-node'],
    ['src-main/engine/model/manifest.ts', 'onnxruntime-node/common'],
    ['src-main/web/a.ts', '../electron/main.ts'],
    ['src-main/web/a.ts', 'electron'],
    ['src-main/web/a.ts', '../engine/audio/signal.ts'],
    ['src-main/cli/a.ts', '../electron/main.ts'],
    ['src-main/cli/a.ts', '../../src-renderer/main.tsx'],
    ['src-main/elsewhere/a.ts', 'node:fs'],
  ])('%s may not import %s', (path, module) => {
    expect(importing(path, module)).toHaveLength(1);
  });

  test.each([
    ['src-renderer/a.ts', '../src-preload/contract/contract.ts'],
    ['src-main/engine/audio/a.ts', '../jobs/compute.ts'],
    ['src-main/engine/edit/a.ts', '../audio/stft.ts'],
    ['src-main/engine/explain/a.ts', '../model/manifest.ts'],
    ['src-main/engine/router.ts', './edit/mask.ts'],
    ['src-main/electron/a.ts', '../web/supervisor.ts'],
    ['src-main/cli/a.ts', '../web/host.ts'],
  ])('%s may import %s', (path, module) => {
    expect(importing(path, module)).toEqual([]);
  });
});
