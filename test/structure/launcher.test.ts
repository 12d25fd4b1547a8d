import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const launcher = new URL('../../bin/pinned-node.js', import.meta.url).href;

/** Runs as Node 20 would: the launcher decides by `process.versions.node`. */
const asOldNode =
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } });";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mezzo-launcher-'));
  const entry = `
    const pid: number = process.pid;
    console.log(JSON.stringify({ node: process.versions.node, arguments: process.argv.slice(2), pid }));
    if (process.argv[2] === 'wait') setInterval(() => {}, 1000);
    process.exitCode = 7;`;
  await writeFile(join(folder, 'entry.ts'), entry);
  const launch = `
    import { runWithPinnedNode } from ${JSON.stringify(launcher)};
    await runWithPinnedNode(new URL('entry.ts', import.meta.url));`;
  await writeFile(join(folder, 'same.mjs'), launch);
  await writeFile(join(folder, 'old.mjs'), `${asOldNode}\n${launch}`);
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(['same.mjs', 'old.mjs'])('started by %s', (script) => {
  test('the entry runs under the pinned Node, with its arguments and its exit code', async () => {
    const failure = await run(process.execPath, [join(folder, script), 'a b', '--c="d"', '']).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 7 });
    const { stdout } = failure as { stdout: string };
    const said = JSON.parse(stdout);
    expect(said.arguments).toEqual(['a b', '--c="d"', '']);
    expect(said.node).toMatch(/^24\./);
  });

  test.skipIf(process.platform === 'win32')('a signal reaches the entry and ends the launcher', async () => {
    const child = spawn(process.execPath, [join(folder, script), 'wait'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const { pid } = JSON.parse(String(line));
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
    expect(() => process.kill(pid, 0)).toThrow();
  });
});

test.skipIf(process.platform === 'win32')('mezzo runs through a link, as npx makes one', async () => {
  const link = join(folder, 'mezzo');
  await symlink(fileURLToPath(new URL('../../bin/mezzo.js', import.meta.url)), link);
  const { stdout } = await run(process.execPath, [link, '--help']);
  expect(stdout).toContain('mezzo predict');
});

test('the pinned Node is where the launcher looks', async () => {
  const { pinnedNode } = await import(launcher);
  expect(existsSync(pinnedNode())).toBe(true);
});
