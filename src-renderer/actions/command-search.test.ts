import { expect, test } from 'vitest';
import { searchCommands } from './command-search.ts';
import { actionGroups, allCommands } from './registry.ts';

const found = (query: string) => searchCommands(query, allCommands).map(({ action }) => action.id);

test('an empty search lists every command in its order', () => {
  expect(found('  ')).toEqual(actionGroups.flatMap(({ actions }) => actions).map(({ id }) => id));
});

test('words may be short, in any order, and in capitals', () => {
  expect(found('zoom in')[0]).toBe('zoom-in');
  expect(found('OUT zo')[0]).toBe('zoom-out');
  expect(found('sel loop')[0]).toBe('loop-selection');
  expect(found('a/b')[0]).toBe('toggle-side');
});

test('letters left out and initials are understood', () => {
  expect(found('expt')[0]).toBe('open-export');
  expect(found('gtts')).toContain('go-to-start');
});

test('the name of a group finds what is in it, after labels that say it', () => {
  const order = found('edits');
  expect(order).toContain('undo');
  expect(order.indexOf('show-edits')).toBeLessThan(order.indexOf('undo'));
  expect(order.indexOf('show-edits')).toBeGreaterThanOrEqual(0);
});

test('every word has to fit', () => {
  expect(found('zoom banana')).toEqual([]);
});
