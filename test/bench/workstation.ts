import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { findOrInstallBrowser } from '../steps/browser.ts';

const start = fileURLToPath(new URL('../../bin/start.js', import.meta.url));

/** Chromium as the end-to-end tests run it: software rendering, a running AudioContext. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findOrInstallBrowser(),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--enable-unsafe-swiftshader',
      '--autoplay-policy=no-user-gesture-required',
      '--js-flags=--expose-gc',
    ],
  });
}

export interface StartedWorkstation {
  readonly host: ChildProcess;
  readonly address: string;
}

/** `npm start` with a library of its own and files to open; resolves when it has printed its address. */
export async function startWorkstation(home: string, ...files: string[]): Promise<StartedWorkstation> {
  const host = spawn(process.execPath, [start, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, MEZZO_HOME: home, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  let printed = '';
  for await (const piece of host.stdout ?? []) {
    printed += String(piece);
    const address = /http:\/\/\S+/.exec(printed)?.[0];
    if (address) return { host, address };
  }
  throw new Error(`npm start printed no address: ${printed}`);
}

export async function stop(host: ChildProcess): Promise<void> {
  host.kill('SIGTERM');
  if (host.exitCode === null) await once(host, 'exit');
}
