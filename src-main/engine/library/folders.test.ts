import { expect, test } from 'vitest';
import { defaultDataFolder, foldersUnder } from './folders.ts';

const home = '/home/clara';

test.each([
  ['linux', {}, '/home/clara/.local/share/mezzo'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/mezzo'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/clara/.local/share/mezzo'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/home/clara/Library/Application Support/Mezzo'],
  ['win32', { APPDATA: '/Roaming' }, '/Roaming/Mezzo'],
  ['win32', {}, '/home/clara/AppData/Roaming/Mezzo'],
  ['darwin', { MEZZO_HOME: '/elsewhere' }, '/elsewhere'],
] as const)('on %s with %j the data folder is %s', (platform, env, folder) => {
  const normal = defaultDataFolder({ env, platform, home }).replaceAll('\\', '/');
  expect(normal).toBe(folder);
});

test('everything lies under the root', () => {
  const { root, ...places } = foldersUnder('/m');
  expect(Object.values(places).every((place) => place.startsWith(root))).toBe(true);
  expect(new Set(Object.values(places)).size).toBe(6);
});
