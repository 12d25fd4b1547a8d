import type { NamedValues } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';

/** Something a registry lists: a name and its parameters with their default values. */
export interface Choosable {
  readonly name: string;
  readonly defaults: NamedValues;
}

export interface Choice<Entry extends Choosable> {
  readonly entry: Entry;
  /** The defaults with what was asked for in their place. */
  readonly params: NamedValues;
}

/**
 * Finds what a setting such as `grid` or `grid:seconds=0.5,octaves=2` names. Parameters are numbers above 0.
 * Throws `bad_request` for an unknown name, an unknown parameter or a value that is no positive number.
 */
export function choose<Entry extends Choosable>(
  what: string,
  entries: readonly Entry[],
  setting: string,
): Choice<Entry> {
  const [name, list = ''] = setting.split(':', 2);
  const entry = entries.find((candidate) => candidate.name === name);
  if (!entry) {
    const names = entries.map((candidate) => candidate.name).join(', ');
    throw new MezzoError('bad_request', `There is no ${what} called “${name}”. Choose one of ${names}.`);
  }
  const params = { ...entry.defaults };
  for (const pair of list.split(',').filter(Boolean)) {
    const [key = '', value = ''] = pair.split('=', 2);
    const number = Number(value);
    if (!Object.hasOwn(params, key) || !(number > 0 && Number.isFinite(number))) {
      const known = Object.keys(params).join(', ') || 'none';
      throw new MezzoError(
        'bad_request',
        `The ${what} ${name} cannot use “${pair}”. Its parameters are numbers above 0: ${known}.`,
      );
    }
    params[key] = number;
  }
  return { entry, params };
}
