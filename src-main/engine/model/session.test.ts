import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const session = new URL('./session.ts', import.meta.url).href;
const graph = fileURLToPath(new URL('../../../test/golden/model/tiny/model.onnx', import.meta.url));

it('the runtime keeps no record of its use and names no device', async () => {
  const home = await mkdtemp(join(tmpdir(), 'mezzo-session-'));
  const program = `
    import { readFile } from 'node:fs/promises';
    const { openGraph } = await import(${JSON.stringify(session)});
    await using graph = await openGraph(await readFile(${JSON.stringify(graph)}), { provider: 'cpu', threads: 1 });
    console.log(graph.inputs.length);`;
  // An environment of its own: the runtime reports nothing where CI is set.
  const env = { HOME: home, USERPROFILE: home, XDG_CACHE_HOME: join(home, 'cache'), PATH: process.env.PATH };
  try {
    const args = ['--input-type=module', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout).toBe('1\n');
    expect(await readdir(home)).toEqual([]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
