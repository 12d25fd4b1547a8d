import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const mezzo = fileURLToPath(new URL('../../bin/mezzo.js', import.meta.url));

/** Runs the command line with a library of its own in `home`; resolves when it has ended. */
export function runMezzo(
  home: string,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [mezzo, ...args],
      { env: { ...process.env, MEZZO_HOME: home }, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}
