import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { describe, expect, test } from 'vitest';
import configuration, { fuses, packedBinary } from '../../electron-builder.config.ts';

const validate = (candidate: Configuration): Promise<void> =>
  validateConfiguration(candidate, {
    isEnabled: false,
    data: new Map(),
    add: () => {},
    save: async () => {},
  });

describe('electron-builder’s schema', () => {
  test('accepts the configuration', async () => {
    await validate(configuration);
  });

  test.each([
    ['an unknown option', { asarUnpacked: [] }],
    ['an unknown target', { win: { target: [{ target: 'nsis', arch: ['x65'] }] } }],
    ['a wrong type', { npmRebuild: 'no' }],
  ])('refuses %s', async (_, change) => {
    await expect(validate({ ...configuration, ...change } as Configuration)).rejects.toThrow(
      'Invalid configuration',
    );
  });
});

test('every fuse that Electron has is decided, and the dangerous ones are off', () => {
  const all = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number');
  for (const fuse of all) expect(fuses, FuseV1Options[fuse]).toHaveProperty(String(fuse));
  expect(fuses.strictlyRequireAllFuses).toBe(true);
  expect(fuses).toMatchObject({
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.EnableCookieEncryption]: true,
  });
});

test.each([
  ['darwin', '/out/Mezzo.app'],
  ['win32', '/out/Mezzo.exe'],
  ['linux', '/out/mezzo'],
])('the fuses of %s are set in its binary', (electronPlatformName, expected) => {
  const packager = { appInfo: { productFilename: 'Mezzo' } };
  const context = { appOutDir: '/out', electronPlatformName, packager } as unknown as AfterPackContext;
  expect(packedBinary(context).replaceAll('\\', '/')).toBe(expected);
});

describe('the archive', () => {
  const { asarUnpack, files } = configuration;
  const unpacked = (path: string): boolean =>
    Array.isArray(asarUnpack) && asarUnpack.some((pattern) => matchesGlob(path, pattern));

  test('leaves outside what the system’s loader opens', () => {
    const folders = ['onnxruntime-node', 'node-av', 'better-sqlite3', '@seydx'];
    const libraries = globSync(
      folders.map((folder) => `node_modules/${folder}/**/*.{node,so,so.*,dylib,dll}`),
    ).map((path) => path.replaceAll('\\', '/'));
    const owners = new Set(libraries.map((path) => path.split('/')[1]));
    expect([...owners].sort()).toEqual(['@seydx', 'better-sqlite3', 'onnxruntime-node']);
    expect(libraries.filter((path) => !unpacked(path))).toEqual([]);
  });

  test('leaves outside what is opened by its path: models and demo recordings', () => {
    expect(unpacked('models/mezzo-two-level/model.onnx')).toBe(true);
    expect(unpacked('resources/demo/piece.flac')).toBe(true);
    expect(unpacked('out/main/electron/main.js')).toBe(false);
  });

  test('does not hold the training code and the command line’s Node', () => {
    expect(files).toContain('!models/training/**');
    expect(files).toContain('!node_modules/node/**');
  });
});

test('packages carry an icon that is large enough for every platform', () => {
  const folder = configuration.directories?.buildResources ?? '';
  const png = readFileSync(join(folder, 'icon.png'));
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(512);
});
