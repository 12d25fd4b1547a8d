import { expect, test } from 'vitest';
import { siblingModule } from './sibling.ts';

test('a sibling has the extension of its caller', () => {
  expect(siblingModule('file:///app/src-main/a/caller.ts', './worker').href).toBe(
    'file:///app/src-main/a/worker.ts',
  );
  expect(siblingModule('file:///app/out/main/a/caller.js', '../b/worker').href).toBe(
    'file:///app/out/main/b/worker.js',
  );
  expect(siblingModule('file:///app/caller.js?v=1', './worker').href).toBe('file:///app/worker.js');
});

test('a caller that is no script is refused', () => {
  expect(() => siblingModule('data:text/plain,x', './worker')).toThrow(TypeError);
});
