import { join } from 'node:path';
import { type FuseConfig, FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';

/** What the packaged binary may still do: run Mezzo from its archive, and nothing else. */
export const fuses: FuseConfig = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

const linuxExecutable = 'mezzo';

/** Where electron-builder put the binary; on Linux it has a name of its own, elsewhere the product's. */
export function packedBinary({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`);
  return join(appOutDir, linuxExecutable);
}

/** Runs before signing. An arm64 binary of macOS that was changed must be signed again, if only ad hoc. */
async function setFuses(context: AfterPackContext): Promise<void> {
  const resetAdHocDarwinSignature = context.electronPlatformName === 'darwin';
  await flipFuses(packedBinary(context), { ...fuses, resetAdHocDarwinSignature });
}

/** Onnxruntime comes with the libraries of every platform; a package keeps its own. */
const foreignRuntimes = (...platforms: string[]): string[] =>
  platforms.map((platform) => `!node_modules/onnxruntime-node/bin/napi-v6/${platform}/**`);

/**
 * How `electron-builder` packages Mezzo. What the system's loader or FFmpeg opens by its path lies outside the archive; all
 * native modules are Node-API, so none is rebuilt for Electron.
 */
const configuration: Configuration = {
  appId: 'org.mezzo.workstation',
  productName: 'Mezzo',
  copyright: 'MIT licence',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  files: [
    'out/**',
    'package.json',
    'LICENSE',
    'models/**',
    '!models/training/**',
    'resources/demo/**',
    '!**/*.map',
    // The command line's Node; Electron brings its own.
    '!node_modules/node/**',
    '!node_modules/node-*-{x64,arm64}/**',
  ],
  asar: true,
  asarUnpack: [
    '**/*.node',
    'node_modules/onnxruntime-node/bin/**',
    'node_modules/node-av/**',
    'node_modules/@seydx/node-av-*/**',
    'node_modules/better-sqlite3/prebuilds/**',
    'models/**',
    'resources/demo/**',
  ],
  npmRebuild: false,
  afterPack: setFuses,
  win: {
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    files: foreignRuntimes('darwin', 'linux'),
  },
  mac: {
    // Onnxruntime has no library for Intel Macs any more.
    target: [
      { target: 'dmg', arch: ['arm64'] },
      { target: 'zip', arch: ['arm64'] },
    ],
    category: 'public.app-category.music',
    hardenedRuntime: true,
    files: foreignRuntimes('win32', 'linux'),
  },
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
    executableName: linuxExecutable,
    category: 'AudioVideo',
    maintainer: 'Mezzo',
    files: foreignRuntimes('win32', 'darwin'),
  },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  publish: null,
};

export default configuration;
