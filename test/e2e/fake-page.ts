import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../src-renderer', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Builds the page as it is developed, so that it can open its engine in memory, and serves it; the result is its address. */
async function serveFakePage(folder: string): Promise<AsyncDisposable & { readonly address: string }> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    define: { 'import.meta.env.DEV': 'true' },
    build: { outDir: folder, emptyOutDir: true, minify: false },
  });
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://page');
    const name = pathname === '/' ? '/index.html' : pathname;
    const content = await readFile(join(folder, name)).catch(() => null);
    response.writeHead(content ? 200 : 404, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page is served nowhere.');
  return {
    address: `http://127.0.0.1:${address.port}/?fake=1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Every test has a page over synthetic recordings that are the same on every machine; no engine runs. */
export const test = base.extend<{ readonly fakePage: Page }, { readonly fakeAddress: string }>({
  fakeAddress: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'mezzo-page-'));
      const served = await serveFakePage(folder);
      await use(served.address);
      await served[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  fakePage: async ({ page, fakeAddress }, use) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(fakeAddress);
    await expect(page.getByRole('slider', { name: 'Moment' })).toBeAttached({ timeout: 30_000 });
    const declined = page.getByRole('button', { name: 'Not now' });
    if (await declined.isVisible()) await declined.click();
    await use(page);
  },
});

export { expect };
