import { toPlainError } from '../../src-preload/contract/errors.ts';

/** Results go to stdout, one a line; everything said meanwhile goes to stderr. */
export interface Output {
  /** True when results are asked for as JSON. */
  readonly json: boolean;
  /** An object as one line of JSON; a text as it is. */
  result(value: unknown): void;
  say(line: string): void;
  /** Progress of one file, 0…1; drawn in place on a terminal and left out elsewhere. */
  progress(file: string, step: string, fraction: number): void;
}

export function createOutput(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, json: boolean): Output {
  let drawn = false;
  const clear = () => {
    if (drawn) stderr.write('\r\x1b[K');
    drawn = false;
  };
  return {
    json,
    result(value) {
      clear();
      stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
    },
    say(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(file, step, fraction) {
      if (!stderr.isTTY) return;
      stderr.write(`\r\x1b[K${String(Math.round(fraction * 100)).padStart(3)} %  ${step}  ${shown(file)}`);
      drawn = true;
    },
  };
}

/** A path on one line of a terminal: control characters cannot steer it, thousands of characters do not flood it. */
export function shown(path: string): string {
  const plain = path.replace(/[\p{Cc}\u2028\u2029]/gu, '�');
  return plain.length <= 200 ? plain : `${plain.slice(0, 100)}…${plain.slice(-99)}`;
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
      output.result(await work(file));
    } catch (cause) {
      const error = toPlainError(cause);
      if (output.json) output.result({ file, error });
      output.say(`${shown(file)}: ${error.message}`);
      exitCode = 1;
    }
  }
  return exitCode;
}
