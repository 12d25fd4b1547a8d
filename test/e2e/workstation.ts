import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { tapOutput } from './output-tap.ts';

const mezzo = fileURLToPath(new URL('../../bin/mezzo.js', import.meta.url));

/** A served workstation with a library of its own. */
export interface Served {
  readonly home: string;
  readonly address: string;
  readonly process: ChildProcess;
}

interface Fixtures {
  /** The page with the demo project open and its prediction shown. */
  readonly workstation: Page;
}

interface WorkerFixtures {
  readonly served: Served;
}

async function serve(home: string): Promise<Served> {
  const child = spawn(process.execPath, [mezzo, 'serve', '--home', home, '--provider', 'cpu'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { home, address: line.toString().trim(), process: child };
}

/** Every worker has a host with a library of its own; every test has a page of its own, and its output can be heard. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  served: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const home = await mkdtemp(join(tmpdir(), 'mezzo e2e '));
      const served = await serve(home);
      await use(served);
      served.process.kill('SIGTERM');
      if (served.process.exitCode === null) await once(served.process, 'exit');
      await rm(home, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  workstation: async ({ page, served }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await tapOutput(page);
    await page.goto(served.address);
    // The first page waits for the library to be made and the first recording to be decoded.
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled({ timeout: 60_000 });
    // The first page of a new home offers the tour; the answer is kept for the pages after it.
    const declined = page.getByRole('button', { name: 'Not now' });
    if (await declined.isVisible()) await declined.click();
    await use(page);
    expect(faults, 'nothing was logged as an error').toEqual([]);
  },
});

export { expect };

/** Waits until two pictures of the timeline in a row are the same; resolves to that picture. */
export async function atRest(page: Page): Promise<Buffer> {
  const canvas = page.locator('.timeline-area canvas');
  let drawn = await canvas.screenshot();
  await expect
    .poll(
      async () => {
        const before = drawn;
        drawn = await canvas.screenshot();
        return drawn.equals(before);
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  return drawn;
}
