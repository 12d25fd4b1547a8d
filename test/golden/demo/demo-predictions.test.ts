import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAudio } from '../../../src-main/engine/audio/decode.ts';
import { createCompute } from '../../../src-main/engine/jobs/compute.ts';
import { loadModel, type Model } from '../../../src-main/engine/model/model.ts';
import { analyse } from '../../../src-main/engine/model/prediction.ts';

const project = join(import.meta.dirname, '../../..');
const compute = createCompute(2);
let cacheFolder = '';
let model: Model;

beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'mezzo-demo-'));
  model = await loadModel(join(project, 'models/mezzo-two-level'), { provider: 'cpu', compute });
});
afterAll(async () => {
  await model[Symbol.asyncDispose]();
  await compute[Symbol.asyncDispose]();
  await rm(cacheFolder, { recursive: true });
});

async function hear(name: string) {
  await using audio = await openAudio(join(project, `resources/demo/${name}.flac`), { cacheFolder });
  return await analyse(audio, model, compute);
}

/** Mean of one mid-level curve over the windows that lie inside [from, to) seconds. */
function meanBetween(analysis: Awaited<ReturnType<typeof hear>>, feature: string, from: number, to: number) {
  const { midLevel, emotions } = model.manifest;
  const column = midLevel.findIndex(({ name }) => name === feature);
  const inside = Array.from({ length: analysis.windows.count }, (_, i) => i).filter(
    (i) => i * analysis.hopSeconds >= from && i * analysis.hopSeconds + analysis.windowSeconds <= to,
  );
  expect(inside.length).toBeGreaterThan(1);
  const width = midLevel.length + emotions.length;
  return inside.reduce((sum, i) => sum + analysis.curves[i * width + column]!, 0) / inside.length;
}

describe('The shipped model on the demo recordings', () => {
  // Not as played harder: the sound font of the demo makes soft notes quieter but no duller, and level is taken away.
  it('hears the brisk performance as more detached, faster and more aroused than the slow one', async () => {
    const brisk = (await hear('prelude-detached-brisk')).summary;
    const slow = (await hear('prelude-legato-slow')).summary;
    for (const feature of ['articulation', 'speed'])
      expect(brisk.midLevel[feature]! - slow.midLevel[feature]!).toBeGreaterThan(0.25);
    expect(brisk.emotions.arousal! - slow.emotions.arousal!).toBeGreaterThan(0.1);
    for (const { midLevel } of [brisk, slow]) expect(midLevel.minorness).toBeGreaterThan(0.25);
  });

  it('hears the change from E minor to G major, and to longer notes', async () => {
    const song = await hear('two-weathers');
    const change = 16.75;
    for (const feature of ['minorness', 'articulation', 'speed']) {
      const tense = meanBetween(song, feature, 0, change);
      const open = meanBetween(song, feature, change, song.duration);
      expect(tense - open).toBeGreaterThan(0.25);
    }
  });
});
