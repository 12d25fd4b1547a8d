import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Arguments, parseArguments, UsageError } from '../../src-main/cli/arguments.ts';
import { edit } from '../../src-main/cli/edit.ts';
import { explain } from '../../src-main/cli/explain.ts';
import { library } from '../../src-main/cli/library.ts';
import { models } from '../../src-main/cli/models.ts';
import type { Output } from '../../src-main/cli/output.ts';
import { predict } from '../../src-main/cli/predict.ts';
import { toPlainError } from '../../src-preload/contract/errors.ts';

const program = fileURLToPath(new URL('../../bin/mezzo.js', import.meta.url));

export interface MezzoRun {
  readonly code: number | null;
  /** What stdout held, each line of JSON read. */
  readonly results: Record<string, unknown>[];
  /** The lines of stderr. */
  readonly said: string[];
}

export interface MezzoOptions {
  readonly home: string;
  readonly cwd?: string;
  /** No file may grow beyond this many bytes: stands in for a full disk where none can be mounted. */
  readonly largestFile?: number | null;
}

/** Starts the command line as a user does, on a library of its own. */
export function startMezzo(
  args: readonly string[],
  { home, cwd, largestFile = null }: MezzoOptions,
): ChildProcess {
  const command = [process.execPath, program, ...args];
  // The unit of `ulimit -f` is 512 or 1,024 bytes; either stops a file that is much larger.
  const [file, ...rest] =
    largestFile === null
      ? command
      : ['sh', '-c', `ulimit -f ${Math.ceil(largestFile / 512)}; exec "$@"`, 'sh', ...command];
  return spawn(file!, rest, {
    cwd,
    env: { ...process.env, MEZZO_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs it to its end. */
export async function runMezzo(args: readonly string[], options: MezzoOptions): Promise<MezzoRun> {
  const child = startMezzo(args, options);
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout!),
    textOf(child.stderr!),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  const results = linesOf(stdout).map((line): Record<string, unknown> => JSON.parse(line));
  return { code, results, said: linesOf(stderr) };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

const commands: Record<string, (args: Arguments, output: Output) => Promise<number>> = {
  predict,
  explain,
  edit,
  library,
  models,
};

/** The same in this process, which starts faster: the commands as the command line calls them, with its exit codes. */
export async function callMezzo(
  args: readonly string[],
  { home }: Pick<MezzoOptions, 'home'>,
): Promise<MezzoRun> {
  const results: Record<string, unknown>[] = [];
  const said: string[] = [];
  const output: Output = {
    json: true,
    result: (value) => results.push(JSON.parse(JSON.stringify(value))),
    say: (line) => said.push(line),
    progress: () => {},
  };
  try {
    const parsed = parseArguments(['--home', home, '--json', ...args]);
    const code = await commands[parsed.command ?? '']!(parsed, output);
    return { code, results, said };
  } catch (cause) {
    said.push(toPlainError(cause).message);
    return { code: cause instanceof UsageError ? 2 : 1, results, said };
  }
}
