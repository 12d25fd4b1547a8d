import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';

/**
 * The host's own promises in a real Electron: isolation, the engine behind its port, its restart. What the workstation does
 * is tested by the suite of every host.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));

function electronBinary(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  const binary = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8')) : null;
  return binary !== null && existsSync(binary) ? binary : null;
}

const binary = electronBinary();

if (binary === null) {
  console.log('The Electron suite did not run: there is no Electron binary here.');
} else {
  test.describe('Electron', () => {
    let application: ElectronApplication;
    let page: Page;
    let home: string;

    test.beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'mezzo-electron-'));
      application = await _electron.launch({
        executablePath: binary,
        args: [root, ...(process.platform === 'linux' ? ['--no-sandbox'] : [])],
        env: { ...process.env, MEZZO_HOME: home },
      });
      page = await application.firstWindow();
    });
    test.afterAll(async () => {
      await application.close();
      rmSync(home, { recursive: true, force: true });
    });

    test('the page is isolated from Node, from Electron and from other origins', async () => {
      const seen = await page.evaluate(() => ({
        node: 'process' in globalThis || 'require' in globalThis,
        bridge: Object.keys(window.mezzoHost ?? {}).sort(),
        isolated: crossOriginIsolated,
        address: location.href,
      }));
      expect(seen).toEqual({
        node: false,
        bridge: ['grantFile', 'onEngineLost', 'onFilesOpened', 'openDialog', 'requestEngine', 'saveDialog'],
        isolated: true,
        address: 'app://mezzo/index.html',
      });
    });

    test('the page cannot be led away and opens no window', async () => {
      await page.evaluate(() => {
        window.open('https://example.org/');
        location.href = 'https://example.org/';
      });
      await page.waitForTimeout(500);
      expect(page.url()).toBe('app://mezzo/index.html');
      expect(application.windows()).toHaveLength(1);
    });

    test('the engine answers, and answers again after its process was killed', async () => {
      await expect(page.getByRole('main')).toBeVisible();
      const killed = await application.evaluate(({ app }) => {
        const engine = app.getAppMetrics().find(({ name }) => name === 'Mezzo engine');
        return engine !== undefined && process.kill(engine.pid, 'SIGKILL');
      });
      expect(killed).toBe(true);
      await expect
        .poll(() =>
          application.evaluate(
            ({ app }) => app.getAppMetrics().filter(({ name }) => name === 'Mezzo engine').length,
          ),
        )
        .toBe(1);
      await expect(page.getByRole('main')).toBeVisible();
    });
  });
}
