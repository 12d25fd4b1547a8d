import { expect, test } from 'vitest';
import { actionGroups } from './registry.ts';

test('no two actions share a shortcut or an id', () => {
  const actions = actionGroups.flatMap((group) => group.actions);
  const shortcuts = actions.map((action) => action.shortcut).filter((shortcut) => shortcut !== null);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
  expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length);
  expect(actions.length).toBeGreaterThan(20);
});
