import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const builder = join(
  dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
  'bin/electron-vite.js',
);
let out: string;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'mezzo-build-'));
  await promisify(execFile)(process.execPath, [builder, 'build', '--outDir', out, '--logLevel', 'error']);
}, 120_000);
afterAll(() => rmSync(out, { recursive: true }));

const sources = globSync('src-main/**/*.ts', {
  exclude: ['**/*.test.ts', '**/*.d.ts', '**/*fixture*', 'src-main/cli/**'],
})
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path !== 'src-main/start.ts');
const builtFile = (source: string): string =>
  readFileSync(join(out, source.replace('src-main', 'main').replace(/ts$/, 'js')), 'utf8');
const exportsOf = (script: string): string[] =>
  [...script.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().replace(/^.* as /, '')),
  );

describe('the built program', () => {
  test('mirrors the source file by file, so that processes and workers find their programs', () => {
    expect(sources.length).toBeGreaterThan(100);
    for (const source of sources) expect(() => builtFile(source), source).not.toThrow();
  });

  test('keeps the functions that only workers call', () => {
    const tasks = sources.flatMap((source) =>
      [
        ...readFileSync(source, 'utf8').matchAll(/^(?! \*).*defineTask<.*>\(import\.meta\.url, '(\w+)'\)/gm),
      ].map(([, name = '']) => ({ source, name })),
    );
    expect(tasks.length).toBeGreaterThan(3);
    for (const { source, name } of tasks) expect(exportsOf(builtFile(source)), source).toContain(name);
  });

  test('names no source file: what is started from a path is a sibling with its own extension', () => {
    for (const source of sources) {
      expect(builtFile(source), source).not.toMatch(/new URL\(["'`][^"'`]*\.ts["'`]/);
    }
  });

  test('has a preload that requires Electron only, as a sandbox demands', () => {
    const preload = readFileSync(join(out, 'preload/preload.cjs'), 'utf8');
    const required = [...preload.matchAll(/require\(["'`](.*?)["'`]\)/g)].map(([, name]) => name);
    expect([...new Set(required)]).toEqual(['electron']);
    expect(preload).not.toMatch(/^import /m);
  });

  test('has a page without inline scripts and foreign addresses, which its policy would refuse', () => {
    const page = readFileSync(join(out, 'renderer/index.html'), 'utf8');
    for (const [, attributes = '', content = ''] of page.matchAll(/<script([^>]*)>([^<]*)/g)) {
      expect(attributes).toMatch(/src="\.\/assets\//);
      expect(content.trim()).toBe('');
    }
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});
