import { parseArgs } from 'node:util';
import { MezzoError } from '../../src-preload/contract/errors.ts';

/** Thrown for a command line that cannot be understood; the exit code is then 2. */
export class UsageError extends MezzoError {
  constructor(message: string) {
    super('bad_request', `${message} See \`mezzo --help\`.`);
  }
}

const options = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  home: { type: 'string' },
  model: { type: 'string' },
  provider: { type: 'string' },
  feature: { type: 'string' },
  start: { type: 'string' },
  samples: { type: 'string' },
  seed: { type: 'string' },
  segmenter: { type: 'string' },
  selection: { type: 'string' },
  estimator: { type: 'string' },
  fill: { type: 'string' },
  stability: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  explanation: { type: 'string' },
  positive: { type: 'string' },
  negative: { type: 'string' },
  region: { type: 'string', multiple: true },
  lasso: { type: 'string', multiple: true },
  source: { type: 'string', multiple: true },
  pitch: { type: 'string', multiple: true },
  tempo: { type: 'string', multiple: true },
  port: { type: 'string' },
} as const;

export interface Arguments {
  readonly command: string | undefined;
  readonly operands: readonly string[];
  readonly values: ReturnType<typeof parse>['values'];
}

function parse(args: readonly string[]) {
  return parseArgs({ args: joinNegativeNumbers(args), options, allowPositionals: true, strict: true });
}

/** `--negative -6` means minus six decibels, not an option called 6. Where no negative number is allowed, its own check says so. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (
      before !== undefined &&
      /^--(positive|negative|start|samples|seed|port|region|pitch|tempo)$/.test(before) &&
      /^-(\d|inf)/i.test(arg)
    )
      joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

export function parseArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parse(args);
    const [command, ...operands] = positionals;
    return { command, operands, values };
  } catch (cause) {
    const sentence = cause instanceof Error ? cause.message.split(/\.\s|\n/)[0]! : String(cause);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}

/** A number of an option, within a range. */
export function numberOf(
  name: string,
  text: string | undefined,
  fallback: number,
  [least, most]: readonly [number, number],
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new UsageError(`--${name} takes a number from ${least} to ${most}, not “${text}”.`);
  return value;
}

export function wholeNumberOf(
  name: string,
  text: string | undefined,
  fallback: number,
  range: readonly [number, number],
): number {
  const value = numberOf(name, text, fallback, range);
  if (!Number.isInteger(value)) throw new UsageError(`--${name} takes a whole number, not “${text}”.`);
  return value;
}

/** A gain in decibels, −∞ as null. */
export function gainOf(name: string, text: string): number | null {
  if (/^[-−](inf(inity)?|∞)$/i.test(text)) return null;
  return numberOf(name, text, 0, [-120, 12]);
}

export function oneOf<Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  if (text === undefined) return fallback;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new UsageError(`--${name} is one of ${choices.join(', ')}, not “${text}”.`);
  return choice;
}

export function requireOperands(operands: readonly string[], what: string): readonly string[] {
  if (operands.length === 0) throw new UsageError(`This command needs ${what}.`);
  if (operands.includes('')) throw new UsageError(`This command needs ${what}; an empty name is none.`);
  return operands;
}
