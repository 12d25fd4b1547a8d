import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Puts `mezzo` beside the commands of the dependencies. `npx mezzo` then starts this checkout at once; without it npx makes a copy of its own
 * view of the project first, and fails when two do so at the same time.
 */
const folder = fileURLToPath(new URL('../node_modules/.bin/', import.meta.url));
mkdirSync(folder, { recursive: true });
if (process.platform === 'win32') {
  writeFileSync(join(folder, 'mezzo.cmd'), '@node "%~dp0\\..\\..\\bin\\mezzo.js" %*\r\n');
} else {
  rmSync(join(folder, 'mezzo'), { force: true });
  symlinkSync('../../bin/mezzo.js', join(folder, 'mezzo'));
}
