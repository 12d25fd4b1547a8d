import { defineConfig } from '@playwright/test';

/** One suite for every host; here it drives the web host in Debian's Chromium with a running AudioContext. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  fullyParallel: false,
  workers: 1,
  // A test that failed is tried once more, on a fresh page; when it passes then, the run names it and goes on (test/run.ts).
  retries: 1,
  // Bounds for what hangs, not for what is slow.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // One picture for every machine; the tolerance is in the tests.
  snapshotPathTemplate: '{testDir}/../golden/pictures/{arg}{ext}',
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(process.env.MEZZO_BROWSER ? { executablePath: process.env.MEZZO_BROWSER } : {}),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--enable-unsafe-swiftshader',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
});
