import { toPlainError } from '../../src-preload/contract/errors.ts';

/** JSON goes to stdout, one object a line; everything for people goes to stderr. */
export interface Output {
  json(value: unknown): void;
  say(line: string): void;
  /** Progress of one file, 0…1; drawn in place on a terminal and left out elsewhere. */
  progress(file: string, step: string, fraction: number): void;
}

/** A JSON reviver's twin: non-finite numbers have no JSON form and are written as null. */
function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

export function createOutput(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Output {
  let drawn = false;
  const clear = () => {
    if (drawn) stderr.write('\r\x1b[K');
    drawn = false;
  };
  return {
    json(value) {
      clear();
      stdout.write(line(value));
    },
    say(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(file, step, fraction) {
      if (!stderr.isTTY) return;
      stderr.write(`\r\x1b[K${String(Math.round(fraction * 100)).padStart(3)} %  ${step}  ${file}`);
      drawn = true;
    },
  };
}

/** Does one thing for every file; a file that fails is reported and the others go on. Returns the exit code. */
export async function eachFile(
  files: readonly string[],
  output: Output,
  work: (file: string) => Promise<unknown>,
): Promise<0 | 1> {
  let exitCode: 0 | 1 = 0;
  for (const file of files) {
    try {
      output.json(await work(file));
    } catch (cause) {
      const error = toPlainError(cause);
      output.json({ file, error });
      output.say(`${file}: ${error.message}`);
      exitCode = 1;
    }
  }
  return exitCode;
}
