import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MezzoError } from '../src-preload/contract/errors.ts';
import { startWebHost } from './web/host.ts';
import { hasDisplay } from './web/open-browser.ts';

/**
 * `npm start`: the workstation in Electron where a binary and a display exist, else the same workstation on loopback.
 * Builds it first when that has not been done. Arguments are files to open.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

/** Electron's binary, or null when it was not installed. Its own module would try to download it. */
function electronBinary(): string | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

async function buildOnce(): Promise<void> {
  if (existsSync(join(root, 'out/renderer/index.html')) && existsSync(join(root, 'out/main'))) return;
  console.error('Building the workstation once …');
  const builder = join(
    dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
    'bin/electron-vite.js',
  );
  const build = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const [code] = await once(build, 'exit');
  if (code !== 0)
    throw new MezzoError('unexpected', 'The workstation could not be built; the lines above say why.');
}

async function runElectron(binary: string, files: readonly string[]): Promise<void> {
  const child = spawn(binary, [root, ...files], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  process.exitCode = typeof code === 'number' ? code : 1;
}

async function serve(reason: string, files: readonly string[]): Promise<void> {
  console.log(`${reason}, so Mezzo serves the same workstation to this machine's browsers:`);
  const host = await startWebHost({ files, open: hasDisplay() });
  console.log(host.address);
  const end = (): void => void host.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  await host.engineReady;
}

async function start(files: readonly string[]): Promise<void> {
  await buildOnce();
  const binary = electronBinary();
  if (binary === null)
    return serve('There is no Electron binary here (`npx install-electron` fetches it)', files);
  if (!hasDisplay()) return serve('There is no display here', files);
  return runElectron(binary, files);
}

try {
  await start(process.argv.slice(2));
} catch (cause) {
  console.error(MezzoError.from(cause).message);
  process.exit(1);
}
