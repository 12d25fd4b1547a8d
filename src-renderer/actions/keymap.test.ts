import { expect, test } from 'vitest';
import {
  areKept,
  assignKeys,
  conflictOf,
  initialKeymap,
  keysOf,
  readKeymap,
  resetKeys,
  withPreset,
} from './keymap.ts';
import { presets } from './presets.ts';
import { allCommands } from './registry.ts';

const all = allCommands.map(({ action }) => action);
const find = (id: string) => all.find((action) => action.id === id)!;

test.each(presets)(
  'in $name every key gives one command, and every entry names one that exists',
  (preset) => {
    const keys = all
      .map((action) => keysOf(action, { preset: preset.id, own: {} }))
      .filter((given) => given !== null);
    expect(new Set(keys).size).toBe(keys.length);
    const ids = new Set(all.map(({ id }) => id));
    expect(Object.keys(preset.keys).filter((id) => !ids.has(id))).toEqual([]);
  },
);

test('keys that are taken name the other command and are taken from it', () => {
  expect(conflictOf(find('toggle-loop'), 'B', initialKeymap, all)?.id).toBe('toggle-side');
  expect(conflictOf(find('toggle-loop'), 'Q', initialKeymap, all)).toBeNull();
  expect(conflictOf(find('toggle-loop'), 'L', initialKeymap, all)).toBeNull();
  const changed = assignKeys(find('toggle-loop'), 'B', initialKeymap, all);
  expect(keysOf(find('toggle-loop'), changed)).toBe('B');
  expect(keysOf(find('toggle-side'), changed)).toBeNull();
});

test('a reset takes the keys back, and what equals the preset is no change', () => {
  const swapped = assignKeys(find('toggle-side'), 'L', initialKeymap, all);
  const back = resetKeys(find('toggle-loop'), swapped, all);
  expect(keysOf(find('toggle-loop'), back)).toBe('L');
  expect(keysOf(find('toggle-side'), back)).toBeNull();
  expect(resetKeys(find('toggle-side'), back, all)).toEqual(initialKeymap);
});

test('another preset keeps the user’s own keys and takes them from the commands that have them there', () => {
  // B is that of toggle-side, which loses it; undo has none by the user's will.
  const own = assignKeys(find('undo'), null, assignKeys(find('toggle-loop'), 'B', initialKeymap, all), all);
  const like = withPreset('reaper', own, all);
  expect(like.preset).toBe('reaper');
  expect(keysOf(find('toggle-loop'), like)).toBe('B');
  expect(keysOf(find('undo'), like)).toBeNull();
  expect(keysOf(find('go-to-start'), like)).toBe('W');
  const keys = all.map((action) => keysOf(action, like)).filter((given) => given !== null);
  expect(new Set(keys).size).toBe(keys.length);
  const taken = withPreset('reaper', assignKeys(find('toggle-side'), 'W', initialKeymap, all), all);
  expect(keysOf(find('toggle-side'), taken)).toBe('W');
  expect(keysOf(find('go-to-start'), taken)).toBeNull();
  expect(keysOf(find('go-to-start'), withPreset('mezzo', taken, all))).toBe(
    keysOf(find('go-to-start'), initialKeymap),
  );
  expect(keysOf(find('toggle-side'), withPreset('mezzo', taken, all))).toBe('W');
});

test('a stored keymap that cannot be read is the initial one', () => {
  expect(readKeymap({ preset: 'reaper', own: { undo: null } })).toEqual({
    preset: 'reaper',
    own: { undo: null },
  });
  expect(readKeymap({ preset: 3 })).toBe(initialKeymap);
  expect(readKeymap(undefined)).toBe(initialKeymap);
});

test('the keys of the window, of text and of the focus are not given away', () => {
  expect(['Mod+W', 'Mod+C', 'Tab', 'Esc', 'Mod+Shift+N'].every(areKept)).toBe(true);
  expect(['Mod+K', 'W', 'Shift+C', 'Space'].some(areKept)).toBe(false);
});
