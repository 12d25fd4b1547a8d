import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';

/** What the web host promises a real browser. */
const mezzo = fileURLToPath(new URL('../../bin/mezzo.js', import.meta.url));

let home: string;
let host: ChildProcess;
let address: string;

test.beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'mezzo-web-'));
  host = spawn(process.execPath, [mezzo, 'serve', '--home', home], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (host.stdout === null) throw new Error('no output');
  const [line] = await once(host.stdout, 'data');
  address = String(line).trim();
});
test.afterAll(async () => {
  const ended = once(host, 'exit');
  host.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
});

/** Errors the browser logs, refusals by the page's policy among them. */
function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

const isOpen = (page: Page) => expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();

test('the page works under its policy, isolated from other origins, and again after a reload', async ({
  page,
}) => {
  const errors = collectErrors(page);
  await page.goto(address);
  await isOpen(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.reload();
  await isOpen(page);
  expect(errors).toEqual([]);
});

test('the address of an earlier start is answered with what to do', async ({ page }) => {
  const stale = new URL(address);
  stale.searchParams.set('token', 'A'.repeat(43));
  const answer = await page.goto(stale.href);
  expect(answer?.status()).toBe(401);
  await expect(page.getByText('Open the address that Mezzo printed when it started')).toBeVisible();
});

test('a page of another origin reaches neither the page nor the engine', async ({ page }) => {
  await page.route('http://evil.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }),
  );
  await page.goto('http://evil.example/');
  const { host: hostName, searchParams } = new URL(address);
  const reached = await page.evaluate(
    async ([name, token]) => {
      const read = await fetch(`http://${name}/?token=${token}`).then(
        () => 'read',
        () => 'refused',
      );
      const spoke = await new Promise((resolve) => {
        const socket = new WebSocket(`ws://${name}/engine`, ['mezzo', `token.${token}`]);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      });
      return [read, spoke];
    },
    [hostName, searchParams.get('token')],
  );
  expect(reached).toEqual(['refused', 'refused']);
});

test('when the engine is killed the page says so, and works on when it is back', async ({ page }) => {
  test.skip(process.platform === 'win32', 'finds the process by ps');
  await page.goto(address);
  await isOpen(page);
  const before = enginesUnder(host.pid ?? 0);
  expect(before).toHaveLength(1);
  process.kill(before[0] ?? 0, 'SIGKILL');
  await expect(page.getByText('The engine stopped and is being restarted')).toBeVisible();
  await expect(page.getByText('The engine stopped and is being restarted')).toBeHidden();
  const after = enginesUnder(host.pid ?? 0);
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
  await page.reload();
  await isOpen(page);
});

/** Process ids of the engines among the descendants of a process. */
function enginesUnder(root: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const processes = lines.flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
  const family = new Set([root]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes
    .filter(({ pid, command }) => family.has(pid) && command.includes('web/engine-process'))
    .map(({ pid }) => pid);
}
