import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The Node release line that Mezzo's source runs on; package.json pins the exact one as a dependency. */
const MAJOR = 24;

/**
 * Runs a TypeScript entry with this process's arguments: in this process when its Node is the right one, else with the
 * Node that npm installed, passing on input, output, signals and the exit code.
 *
 * @param {URL} entry
 */
export async function runWithPinnedNode(entry) {
  const file = fileURLToPath(entry);
  if (Number.parseInt(process.versions.node, 10) === MAJOR) {
    process.argv[1] = file;
    await import(pathToFileURL(file).href);
    return;
  }
  const node = pinnedNode();
  if (node === null) {
    console.error(
      `Mezzo needs Node ${MAJOR}, which “npm ci” installs beside it. Run “npm ci” in its folder.`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [...process.execArgv, file, ...process.argv.slice(2)], { stdio: 'inherit' });
  passOnSignals(child);
  child.on('error', (error) => {
    console.error(`Mezzo could not start its Node (${node}): ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** @returns {string | null} */
export function pinnedNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function passOnSignals(child) {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGQUIT'])) {
    process.on(signal, () => child.kill(signal));
  }
  // At a terminal Ctrl+C reaches the child by itself; a second copy would ask it to hurry.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
}
