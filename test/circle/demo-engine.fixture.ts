import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import type { Engine } from '../../src-main/engine/engine.ts';
import { createRouter } from '../../src-main/engine/router.ts';
import { callDirectly } from '../../src-main/engine/serve.ts';
import { openEngine } from '../../src-main/engine/start.ts';
import type { Contract } from '../../src-preload/contract/contract.ts';

/** An engine with a library of its own, which holds the demo project. */
export interface DemoEngine extends AsyncDisposable {
  readonly home: string;
  readonly engine: Engine;
  readonly client: ContractRouterClient<Contract>;
  /** The id of the demo recording with this in its name. */
  trackId(part: string): Promise<string>;
}

/** `purpose` names its folder. What fails unexpectedly is printed unless `quiet`. */
export async function openDemoEngine(purpose: string, { quiet = false } = {}): Promise<DemoEngine> {
  const home = await mkdtemp(join(tmpdir(), `mezzo ${purpose} `));
  const engine = await openEngine({ dataFolder: home, provider: 'cpu' });
  const report = quiet ? () => {} : (procedure: string, cause: unknown) => console.error(procedure, cause);
  const client = callDirectly(createRouter(engine), report);
  return {
    home,
    engine,
    client,
    async trackId(part) {
      const { trackIds } = await client.projects.last();
      const tracks = await Promise.all(trackIds.map((trackId) => client.tracks.get({ trackId })));
      return tracks.find(({ name }) => name.includes(part))!.id;
    },
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}
