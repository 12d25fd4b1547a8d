import { afterAll, describe, expect, it } from 'vitest';
import { createCompute } from '../jobs/compute.ts';
import { selfTestSpectrogram } from './admission.ts';
import { readManifest, readModelFiles } from './model-folder.ts';
import { openModelGraph } from './model-graph.ts';
import type { Provider } from './session.ts';
import { measureSpeeds, rateOf } from './speed.ts';
import { tinyModel } from './tiny-model.fixture.ts';

const compute = createCompute(1);
afterAll(() => compute[Symbol.asyncDispose]());

/** A clock that the work moves. */
function clock() {
  let now = 0;
  return {
    now: () => now,
    pass(ms: number) {
      now += ms;
    },
  };
}

describe('a rate', () => {
  it('counts what is done while the work runs, for a second', async () => {
    const { now, pass } = clock();
    let runs = 0;
    const run = async () => {
      runs += 1;
      pass(250);
    };
    expect(await rateOf(run, 8, undefined, now)).toBe(32);
    expect(runs).toBe(4);
  });

  it('is of one run when that takes longer', async () => {
    const { now, pass } = clock();
    expect(await rateOf(async () => pass(4000), 2, undefined, now)).toBe(0.5);
  });

  it('is not measured on when the user has given up', async () => {
    const { now, pass } = clock();
    const controller = new AbortController();
    const run = async () => {
      pass(100);
      controller.abort();
    };
    await expect(rateOf(run, 1, controller.signal, now)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the speeds of a model', () => {
  it('are measured where it runs; elsewhere it is said why not', async () => {
    const manifest = await readManifest(tinyModel);
    const files = await readModelFiles(tinyModel, manifest);
    const probe = await selfTestSpectrogram(files.selfTest, manifest, { compute });
    const opened: Provider[] = [];
    const open = (provider: Provider) => {
      opened.push(provider);
      return openModelGraph(files.graph, manifest, provider);
    };
    // No platform has both of the others.
    const [cpu, ...others] = await measureSpeeds(open, manifest, probe, ['cpu', 'coreml', 'dml']);
    expect(cpu).toMatchObject({ provider: 'cpu', note: null });
    expect(cpu!.windowsPerSecond).toBeGreaterThan(1);
    const unused = others.filter(({ windowsPerSecond }) => windowsPerSecond === null);
    expect(unused.length).toBeGreaterThan(0);
    for (const { note } of unused) expect(note).toMatch(/\.$/);
    expect(opened).toContain('cpu');
  });
});
