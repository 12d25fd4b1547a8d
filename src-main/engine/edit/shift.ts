import type { Judgement, NamedValues, Shift } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';

/** How the judgement of a piece of sound moves with an edit: after − before, name by name, in each name's own unit. */
export function shiftOf(before: Judgement, after: Judgement): Shift {
  return {
    before,
    after,
    shift: {
      midLevel: difference(before.midLevel, after.midLevel),
      emotions: difference(before.emotions, after.emotions),
    },
  };
}

function difference(before: NamedValues, after: NamedValues): NamedValues {
  const names = Object.keys(before);
  if (names.length !== Object.keys(after).length || names.some((name) => !(name in after)))
    throw new MezzoError(
      'bad_request',
      'The judgements before and after the edit come from different models. Predict both with the same model.',
    );
  return Object.fromEntries(names.map((name) => [name, after[name]! - before[name]!]));
}
