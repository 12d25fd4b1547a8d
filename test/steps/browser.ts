import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Places where Chromium or Chrome is installed by its usual packages. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function find(): string | undefined {
  return [process.env.MEZZO_BROWSER, chromium.executablePath(), ...places].find(
    (path) => path && existsSync(path),
  );
}

/** A browser for the end-to-end tests: one that is here, else Debian's package, else Playwright's own download. */
export async function findOrInstallBrowser(): Promise<string> {
  const found = find();
  if (found) return found;
  console.log('No Chromium found; installing one for the browser tests.');
  if (existsSync('/usr/bin/apt-get')) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const [command, ...rest] = [...sudo, 'apt-get', ...args];
      spawnSync(command ?? '', rest, {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
  }
  if (!find()) spawnSync('playwright', ['install', '--with-deps', 'chromium'], { stdio: 'inherit' });
  const installed = find();
  if (!installed)
    throw new Error('no Chromium or Chrome was found and none could be installed; set MEZZO_BROWSER to one');
  return installed;
}
