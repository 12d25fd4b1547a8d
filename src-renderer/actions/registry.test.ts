import { expect, test, vi } from 'vitest';
import { actionFor, actionGroups } from './registry.ts';

test('no two actions share a shortcut or an id', () => {
  const actions = actionGroups.flatMap((group) => group.actions);
  const shortcuts = actions.map((action) => action.shortcut).filter((shortcut) => shortcut !== null);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
  expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length);
  expect(actions.length).toBeGreaterThan(20);
});

/** A key press as the window hears it, from an element that is no control. */
const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    defaultPrevented: false,
    target: null,
    ...more,
  }) as KeyboardEvent;

test('keys find their action, the second name of redo too, and a key that was used already is left alone', () => {
  vi.stubGlobal('HTMLElement', class {});
  expect(actionFor(press('b'))?.id).toBe('toggle-side');
  expect(actionFor(press('z', { ctrlKey: true }))?.id).toBe('undo');
  expect(actionFor(press('y', { ctrlKey: true }))?.id).toBe('redo');
  expect(actionFor(press('Z', { metaKey: true, shiftKey: true }))?.id).toBe('redo');
  expect(actionFor(press('b', { defaultPrevented: true }))).toBeNull();
  expect(actionFor(press('q'))).toBeNull();
});
