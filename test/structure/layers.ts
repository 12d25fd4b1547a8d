import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { COMPUTED, importsOf } from './imports.ts';

/**
 * Who may import whom (docs/architecture.md). A file belongs to the first layer whose path it starts with. `own` lists the
 * layers it may import besides itself, `packages` the packages: `*` is all, `node` is Node's own modules.
 */
interface Layer {
  readonly name: string;
  readonly path: string;
  readonly own: readonly string[];
  readonly packages: readonly string[];
}

const rpc = ['@orpc/client', '@orpc/contract', '@orpc/server', 'zod'];
const node = ['node', ...rpc];

/** Small parts that every folder of the engine may use: worker threads, processes, and where their programs lie. */
const shared = ['jobs/compute', 'jobs/sibling', 'jobs/helper-process'];

/** The one module that loads a program by a path it is given; main checks that path (helper-host.ts). */
const loaders = ['src-main/electron/helper-process.ts'];

export const layers: readonly Layer[] = [
  { name: 'contract', path: 'src-preload/contract/', own: [], packages: ['@orpc/contract', 'zod'] },
  { name: 'preload', path: 'src-preload/', own: ['contract'], packages: ['electron'] },
  {
    name: 'renderer',
    path: 'src-renderer/',
    own: ['contract'],
    packages: [
      '@orpc/client',
      '@orpc/contract',
      'zod',
      'react',
      'react-dom',
      'react-aria-components',
      'pixi.js',
      'tone',
      'zustand',
      'clipper2-ts',
    ],
  },
  { name: 'jobs/compute', path: 'src-main/engine/jobs/compute.ts', own: [], packages: ['node', 'piscina'] },
  { name: 'jobs/sibling', path: 'src-main/engine/jobs/sibling.ts', own: [], packages: [] },
  {
    name: 'jobs/helper-process',
    path: 'src-main/engine/jobs/helper-process.ts',
    own: [],
    packages: ['node'],
  },
  { name: 'jobs', path: 'src-main/engine/jobs/', own: ['contract', ...shared], packages: ['node'] },
  {
    name: 'library',
    path: 'src-main/engine/library/',
    own: ['contract', ...shared],
    packages: ['node', 'zod', 'better-sqlite3', 'kysely'],
  },
  {
    name: 'audio',
    path: 'src-main/engine/audio/',
    own: ['contract', ...shared],
    packages: ['node', 'node-av', 'fft.js', 'zod'],
  },
  {
    name: 'onnx',
    path: 'src-main/engine/model/session.ts',
    own: ['contract', 'model', 'audio', ...shared],
    packages: ['node', 'zod', 'onnxruntime-node'],
  },
  {
    name: 'model',
    path: 'src-main/engine/model/',
    own: ['contract', 'onnx', 'audio', ...shared],
    packages: ['node', 'zod'],
  },
  {
    name: 'explain',
    path: 'src-main/engine/explain/',
    own: ['contract', 'onnx', 'model', 'audio', ...shared],
    packages: ['node', 'zod', 'pngjs'],
  },
  {
    name: 'edit',
    path: 'src-main/engine/edit/',
    own: ['contract', 'explain', 'onnx', 'model', 'audio', ...shared],
    packages: ['node', 'zod'],
  },
  /** Pure functions that turn results into text: figures, labels, the report. */
  { name: 'report', path: 'src-main/engine/report/', own: ['contract'], packages: [] },
  {
    name: 'engine',
    path: 'src-main/engine/',
    own: ['contract', 'report', 'audio', 'onnx', 'model', 'explain', 'edit', 'library', 'jobs', ...shared],
    packages: node,
  },
  { name: 'web', path: 'src-main/web/', own: ['contract', 'engine', ...shared], packages: ['node', 'ws'] },
  {
    name: 'electron',
    path: 'src-main/electron/',
    own: ['contract', 'preload', 'web', 'engine', ...shared],
    packages: ['node', 'electron'],
  },
  {
    name: 'cli',
    path: 'src-main/cli/',
    own: [
      'contract',
      'web',
      'engine',
      'report',
      'audio',
      'onnx',
      'model',
      'explain',
      'edit',
      'library',
      'jobs',
      ...shared,
    ],
    packages: ['*'],
  },
  { name: 'start', path: 'src-main/start.ts', own: ['contract', 'web'], packages: ['node'] },
];

/** What a test may import besides what its folder may: the tools of testing, Node, and test material. */
const testPackages = ['vitest', 'fast-check', 'node'];

export function layerOf(path: string): Layer | null {
  return layers.find((layer) => path.startsWith(layer.path)) ?? null;
}

/** Sentences about what one file imports and may not. `path` is relative to the repository, with forward slashes. */
export function violationsIn(path: string, source: string): string[] {
  const layer = layerOf(path);
  if (layer === null) return [`${path} lies in no layer.`];
  const isTest = /\.(test|fixture)\.tsx?$/.test(path) || path.startsWith('src-renderer/testing/');
  return importsOf(source, path.endsWith('.tsx')).flatMap((module) => {
    const problem = problemOf(layer, path, module, isTest);
    return problem === null ? [] : [`${path} imports ${module}: ${problem}`];
  });
}

function problemOf(layer: Layer, path: string, module: string, isTest: boolean): string | null {
  if (module === COMPUTED && (isTest || loaders.includes(path))) return null;
  if (module === COMPUTED) return 'which module this is only shows when it runs';
  if (!module.startsWith('.')) {
    const name = packageOf(module);
    const allowed = [...layer.packages, ...(isTest ? testPackages : [])];
    return allowed.includes('*') || allowed.includes(name) ? null : `${layer.name} may not use ${name}`;
  }
  const target = posix.join(posix.dirname(path), module.replace(/[?#].*$/, ''));
  if (isTest && target.startsWith('test/')) return null;
  if (/\.(css|json)$/.test(target) && target.startsWith(layer.path)) return null;
  const other = layerOf(target);
  if (other === null) return 'it lies in no layer';
  return other === layer || layer.own.includes(other.name)
    ? null
    : `${layer.name} may not import ${other.name}`;
}

function packageOf(module: string): string {
  if (module.startsWith('node:') || isBuiltin(module)) return 'node';
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
