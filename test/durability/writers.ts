import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Acknowledged } from './writer.ts';

/** A process that writes to a library. */
export interface Writer {
  readonly process: ChildProcess;
  /** Resolves when the library is open, with the notices of opening. */
  readonly opened: Promise<string[]>;
  /** What it reported as saved, so far. */
  readonly acknowledged: readonly Acknowledged[];
  /** Resolves when it has ended and all its lines are read. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

export function startWriter(folder: string, name: string, count: number): Writer {
  const script = fileURLToPath(new URL('writer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder, name, String(count)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const acknowledged: Acknowledged[] = [];
  const opened = Promise.withResolvers<string[]>();
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = readWhole(line);
    if (said && 'notices' in said) opened.resolve(said.notices);
    else if (said) acknowledged.push(said);
  });
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.on('close', (code) => {
      opened.reject(new Error(`The writer ended before it had opened the library: ${errors}`));
      resolve({ code, errors });
    });
  });
  opened.promise.catch(() => {
    // Whoever awaits `opened` hears of it.
  });
  return { process: child, opened: opened.promise, acknowledged, ended };
}

/** A kill may cut the last line; half a line acknowledges nothing. */
function readWhole(line: string): Acknowledged | { notices: string[] } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
