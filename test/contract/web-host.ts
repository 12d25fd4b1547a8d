import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebHost, type WebHost, type WebHostOptions } from '../../src-main/web/host.ts';

export const indexHtml = '<!doctype html><title>Mezzo</title>';
export const script = 'export const answer = 42;';

/** A web host with the fake engine and a two-file page, in a folder of its own. */
export async function openWebHost(options: WebHostOptions = {}): Promise<WebHost & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'mezzo-web-'));
  const pageFolder = join(folder, 'renderer');
  await mkdir(join(pageFolder, 'assets'), { recursive: true });
  await writeFile(join(pageFolder, 'index.html'), indexHtml);
  await writeFile(join(pageFolder, 'assets', 'main-abc123.js'), script);
  await writeFile(join(folder, 'secret.html'), 'secret');
  const engineEntry = new URL('./fake-engine-process.ts', import.meta.url);
  const host = await startWebHost({
    engineEntry,
    pageFolder,
    ...options,
    supervision: { restartDelay: () => 20, quick: 0, ...options.supervision },
  });
  return {
    ...host,
    folder,
    [Symbol.asyncDispose]: async () => {
      await host.close();
      await rm(folder, { recursive: true });
    },
  };
}
