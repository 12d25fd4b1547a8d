import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createEngine, type Engine } from './engine.ts';
import type { Grants } from './grants.ts';
import { defaultDataFolder } from './library/folders.ts';
import type { StartedEngine } from './process.ts';
import { createRouter } from './router.ts';

/** What a host may set; everything else is where it was installed. */
const startOptions = z.object({
  dataFolder: z.string().optional(),
  provider: z.enum(['auto', 'cpu', 'cuda', 'dml', 'webgpu', 'coreml']).optional(),
});
export type StartOptions = z.infer<typeof startOptions>;

/** The folder that holds `models/`, `resources/` and `package.json`, seen from the source tree or from the built program. */
const root = new URL(import.meta.url.endsWith('.ts') ? '../../' : '../../../', import.meta.url);

/** The same folder as the system sees it: a package keeps beside its archive what is opened by path (asarUnpack). */
const onDisk = new URL(root.href.replace(/\/app\.asar\/$/, '/app.asar.unpacked/'));

/** An engine with this installation's models and demo recordings, on the user's library unless told otherwise. */
export async function openEngine(options: StartOptions = {}, grants?: Grants): Promise<Engine> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(new URL('package.json', root), 'utf8')));
  return createEngine(
    {
      dataFolder: options.dataFolder ?? defaultDataFolder(),
      modelsFolder: fileURLToPath(new URL('models', onDisk)),
      demoFolder: demoFolder(),
      provider: options.provider,
      version,
    },
    grants,
  );
}

export function demoFolder(): string {
  return fileURLToPath(new URL('resources/demo', onDisk));
}

/** The engine as its own process runs it; see process.ts. */
export async function startEngine(options: unknown, grants: Grants): Promise<StartedEngine> {
  const engine = await openEngine(startOptions.parse(options), grants);
  // Opening the model now starts the worker threads as well, so that the first moment and the first edit need not wait. A failure shows when the model is asked for.
  void engine.models.open().catch(() => {});
  return { router: createRouter(engine), [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose]() };
}
