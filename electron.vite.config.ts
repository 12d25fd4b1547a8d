import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Every module of src-main is an entry of its own: out/main mirrors src-main file by file, so that modules which start
 * another process or a worker from a sibling file (`siblingModule`, `defineTask`) find it there. The command line runs from source.
 */
const mainModules = Object.fromEntries(
  globSync('src-main/**/*.ts', {
    exclude: ['**/*.test.ts', '**/*.d.ts', '**/*fixture*', 'src-main/start.ts', 'src-main/cli/**'],
  }).map((path) => [path.replaceAll('\\', '/').slice('src-main/'.length, -'.ts'.length), resolve(path)]),
);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: false,
      rollupOptions: {
        input: mainModules,
        output: {
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: resolve('src-main'),
          entryFileNames: '[name].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file and can require nothing but Electron.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve('src-preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      rollupOptions: { input: resolve('src-renderer/index.html') },
    },
  },
});
