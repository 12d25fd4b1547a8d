import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCompute } from '../jobs/compute.ts';
import { loadModel } from './model.ts';
import { openModelGraph } from './model-graph.ts';
import { shuffledWeights } from './shuffled-weights.ts';

const folder = new URL('../../../models/mezzo-two-level/', import.meta.url);

test('a shuffled network opens, answers otherwise, and the file it came from is as it was', async () => {
  await using compute = createCompute(1);
  await using model = await loadModel(folder.pathname, { provider: 'cpu', compute });
  const { manifest } = model;
  const bytes = new Uint8Array(readFileSync(new URL(manifest.graph.file, folder)));
  const before = bytes.slice();
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  const shuffled = shuffledWeights(bytes, random);
  expect(bytes).toEqual(before);
  expect(shuffled.length).toBe(bytes.length);
  expect(shuffled.toSorted()).toEqual(bytes.toSorted());
  await using graph = await openModelGraph(shuffled, manifest, 'cpu');
  const { frames } = manifest.window;
  const window = Float32Array.from({ length: frames * manifest.frontEnd.bands.count }, (_, i) =>
    Math.abs(Math.sin(i)),
  );
  const [learned, random2] = [await model.run(window, 1, frames), await graph.run(window, 1, frames)];
  expect(random2.midLevel.every(Number.isFinite)).toBe(true);
  expect(random2.midLevel).not.toEqual(learned.midLevel);
});

test('bytes that are no protobuf are a RangeError', () => {
  expect(() => shuffledWeights(Uint8Array.of(255, 255, 255), () => 0)).toThrow(RangeError);
});
