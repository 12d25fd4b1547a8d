import { z } from 'zod';
import type { Action } from './action.ts';
import { presetOf } from './presets.ts';

type Keyed = Pick<Action, 'id' | 'shortcut'>;

/** Which keys give which command: a preset and what the user changed in it, by the action's id; null for no keys. */
export interface Keymap {
  readonly preset: string;
  readonly own: Readonly<Record<string, string | null>>;
}

export const initialKeymap: Keymap = { preset: 'mezzo', own: {} };

const savedKeymap = z.object({
  preset: z.string().max(40),
  own: z.record(z.string(), z.string().max(40).nullable()),
});

/** The keymap as it was stored; the initial one for anything else. */
export function readKeymap(stored: unknown): Keymap {
  const parsed = savedKeymap.safeParse(stored);
  return parsed.success ? parsed.data : initialKeymap;
}

/** The keys the preset gives, without the user's changes. */
function presetKeys({ id, shortcut }: Keyed, { preset }: Keymap): string | null {
  const { keys } = presetOf(preset);
  return Object.hasOwn(keys, id) ? (keys[id] ?? null) : shortcut;
}

/** The keys in force for an action. */
export function keysOf(action: Keyed, keymap: Keymap): string | null {
  return Object.hasOwn(keymap.own, action.id) ? (keymap.own[action.id] ?? null) : presetKeys(action, keymap);
}

/** The other action that these keys give, or null when they are free. */
export function conflictOf<A extends Keyed>(
  action: Keyed,
  keys: string,
  keymap: Keymap,
  all: readonly A[],
): A | null {
  return all.find((other) => other.id !== action.id && keysOf(other, keymap) === keys) ?? null;
}

/** Gives the keys to the action and takes them from the one that had them. What equals the preset is no change. */
export function assignKeys(
  action: Keyed,
  keys: string | null,
  keymap: Keymap,
  all: readonly Keyed[],
): Keymap {
  const own = { ...keymap.own };
  const other = keys === null ? null : conflictOf(action, keys, keymap, all);
  if (other) own[other.id] = null;
  if (keys === presetKeys(action, keymap)) delete own[action.id];
  else own[action.id] = keys;
  return { ...keymap, own };
}

/** Another preset under the user's own keys: they are taken from the commands that have them there. */
export function withPreset(preset: string, keymap: Keymap, all: readonly Keyed[]): Keymap {
  let changed: Keymap = { preset, own: {} };
  for (const action of all) {
    if (!Object.hasOwn(keymap.own, action.id)) continue;
    const keys = keymap.own[action.id] ?? null;
    const before = presetKeys(action, keymap);
    // Keys that went to another command of the user's are not keys the user took away.
    const lost = keys === null && before !== null && Object.values(keymap.own).includes(before);
    if (!lost) changed = assignKeys(action, keys, changed, all);
  }
  return changed;
}

/** Takes back the user's change to one action; another that has got its keys meanwhile loses them. */
export const resetKeys = (action: Keyed, keymap: Keymap, all: readonly Keyed[]): Keymap =>
  assignKeys(action, presetKeys(action, keymap), keymap, all);

const KEPT = /^(Mod\+(Shift\+)?[NTW]|Mod\+[ACVX]|(Shift\+)?(Tab|Enter)|Esc)$/;

/** True for keys that the window, the text or the focus keeps for itself. */
export const areKept = (keys: string): boolean => KEPT.test(keys);
