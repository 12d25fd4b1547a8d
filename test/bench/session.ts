import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { tapOutput } from '../e2e/output-tap.ts';
import { countHeld, measureGrowth } from './growth.ts';
import { measureDropouts, measureSwitching, noteFades } from './heard.ts';
import { measureInteractions } from './interactions.ts';
import { users } from './users.ts';
import { launchBrowser, startWorkstation, stop } from './workstation.ts';

/**
 * A session in the page, software rendering: how soon it answers, what it leaves in memory, and what is heard while A/B is switched
 * and while explanations run. `--minutes 10` sets how long the session is, `--only interactions,growth,switching,dropouts` what is measured.
 */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    only: { type: 'string', default: 'interactions,growth,switching,dropouts' },
  },
});
const parts = values.only.split(',');
const folder = await mkdtemp(join(tmpdir(), 'mezzo-session-'));
const browser = await launchBrowser();

/** A new page with the demo project, ready to be used; `prepare` comes before it is opened. */
async function openPage(address: string, prepare: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await prepare(page);
  await page.goto(address);
  await page.waitForFunction(
    () => document.querySelector('button[aria-label="Play"]:not([disabled])') !== null,
  );
  const later = page.getByRole('button', { name: 'Not now' });
  if (await later.isVisible()) await later.click();
  await page.waitForTimeout(5000);
  return page;
}

try {
  const { host, address } = await startWorkstation(join(folder, 'home'));
  // The tap keeps what is heard, so what is timed and weighed has a page without it.
  const page = await openPage(address, (fresh) => fresh.addInitScript(countHeld));
  if (parts.includes('interactions')) await measureInteractions(page, users, Number(values.minutes));
  if (parts.includes('growth')) await measureGrowth(page, host);
  await page.close();
  const heard = await openPage(address, async (fresh) => {
    await tapOutput(fresh);
    await fresh.addInitScript(noteFades);
  });
  if (parts.includes('switching')) await measureSwitching(heard);
  if (parts.includes('dropouts')) await measureDropouts(heard);
  await stop(host);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
