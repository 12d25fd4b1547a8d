import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { HelperHost } from '../../src-main/electron/helper-host.ts';
import { isHelperRequest } from '../../src-main/electron/helper-messages.ts';
import { makeGrant } from '../../src-main/engine/grants.ts';
import { MessageChannelMain, utilityProcess } from '../electron-double/electron.ts';

vi.mock('electron', () => import('../electron-double/electron.ts'));

const folder = fileURLToPath(new URL('../electron-double/', import.meta.url));
const program = `${folder}echo-program.ts`;
const engines: ReturnType<typeof utilityProcess.fork>[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.kill();
});

/** An engine in a utility process asks main for a helper and says `word` to it; resolves to what came of it. */
async function askHelper(path: string, word: string, until: string): Promise<string[]> {
  const engine = utilityProcess.fork(`${folder}helper-engine.ts`);
  engines.push(engine);
  const host = new HelperHost(engine as never, folder);
  const reports: string[] = [];
  engine.on('message', (message) => {
    if (isHelperRequest(message)) host.hear(message);
    else if (message.kind === 'report') reports.push(message.text);
  });
  const grant = makeGrant(`${path}#${word}`, 'read');
  engine.postMessage({ kind: 'grant', grant });
  engine.postMessage({ kind: 'start', options: {} });
  const { port1, port2 } = new MessageChannelMain();
  engine.postMessage(null, [port1]);
  const json = { sources: [{ kind: 'grant', token: grant.token }] };
  port2.start();
  port2.postMessage(JSON.stringify({ i: '1', p: { u: '/tracks/import', b: { json } } }));
  await expect.poll(() => reports.includes(until), { interval: 5 }).toBe(true);
  port2.close();
  return reports;
}

test('a helper made for fork speaks with the engine through main, and ends when it is told to', async () => {
  expect(await askHelper(program, 'Prélude', 'ended, not running')).toEqual([
    'sent',
    'heard Prélude',
    'ended, not running',
  ]);
});

test('a helper that crashes is reported gone', async () => {
  expect(await askHelper(program, 'end', 'ended, not running')).toEqual(['sent', 'ended, not running']);
});

test('a helper that hangs can be killed', async () => {
  expect(await askHelper(program, 'hang', 'ended, not running')).toEqual(['sent', 'ended, not running']);
});

test.each(['/bin/sh', `${folder}../contract/table.ts`, `${folder.slice(0, -1)}-evil/a.ts`])(
  'main starts no program outside the engine’s folder: %s',
  async (path) => {
    expect(await askHelper(path, 'x', 'not sent')).toContain('ended, not running');
  },
);
