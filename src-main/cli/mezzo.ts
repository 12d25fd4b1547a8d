import { readFile } from 'node:fs/promises';
import { toPlainError } from '../../src-preload/contract/errors.ts';
import { type Arguments, parseArguments, UsageError } from './arguments.ts';
import { demo } from './demo.ts';
import { edit } from './edit.ts';
import { explain } from './explain.ts';
import { help } from './help.ts';
import { library } from './library.ts';
import { models } from './models.ts';
import { createOutput, type Output } from './output.ts';
import { predict } from './predict.ts';
import { serve } from './serve.ts';
import { watch } from './watch.ts';

/** The command line: `mezzo COMMAND …`. */
const commands: Record<string, (args: Arguments, output: Output) => Promise<number>> = {
  predict,
  explain,
  edit,
  serve,
  models,
  library,
  watch,
  demo,
};

async function run(args: Arguments, output: Output): Promise<number> {
  if (args.values.version) {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (args.values.help || args.command === undefined) {
    process.stdout.write(help);
    return args.values.help ? 0 : 2;
  }
  const command = commands[args.command];
  if (!command) throw new UsageError(`There is no command “${args.command}”.`);
  return command(args, output);
}

const output = createOutput(process.stdout, process.stderr, process.argv.includes('--json'));
// A reader that has seen enough (`mezzo … | head`) is no failure.
process.stdout.on('error', () => process.exit(0));
try {
  process.exitCode = await run(parseArguments(process.argv.slice(2)), output);
} catch (cause) {
  output.say(toPlainError(cause).message);
  process.exitCode = cause instanceof UsageError ? 2 : 1;
}
