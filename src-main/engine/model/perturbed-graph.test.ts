import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { createCompute } from '../jobs/compute.ts';
import { loadModel } from './model.ts';
import { surveyOnnx } from './onnx-file.ts';
import { openPerturbedGraph } from './perturbed-graph.ts';
import { perturbedOnnx } from './perturbed-onnx.ts';

const compute = createCompute(1);
const folders = ['models/mezzo-two-level', 'test/golden/model/tiny'].map((path) =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url)),
);
const models = await Promise.all(folders.map((folder) => loadModel(folder, { provider: 'cpu', compute })));
afterAll(async () => {
  for (const model of models) await model[Symbol.asyncDispose]();
  await compute[Symbol.asyncDispose]();
});

describe.each(models)('the perturbation in the graph of $manifest.id', (model) => {
  const { window, frontEnd } = model.manifest;
  const bands = frontEnd.bands.count;
  const cells = window.frames * bands;
  const values = Float32Array.from({ length: cells }, (_, i) => Math.abs(Math.sin(i * 0.37)) * 3);

  test.each([
    [1, 3],
    [300, 1],
    [300, 33],
    [5000, 4],
  ])('gives the numbers of windows composed before, %i segments, %i masks', async (segments, rows) => {
    const labels = Int32Array.from({ length: cells }, (_, i) => Math.floor((i * segments) / cells));
    const fill = Float32Array.from({ length: segments }, (_, s) => 0.1 * (s % 3));
    const masks = Uint8Array.from({ length: rows * segments }, (_, i) => Math.floor(i * 1.618) % 2);
    const composed = new Float32Array(rows * cells);
    for (let r = 0; r < rows; r++)
      for (let cell = 0; cell < cells; cell++) {
        const segment = labels[cell]!;
        composed[r * cells + cell] = masks[r * segments + segment] === 1 ? values[cell]! : fill[segment]!;
      }
    const expected = await model.run(composed, rows, window.frames);
    await using graph = await openPerturbedGraph(model, { values, labels, segments, fill });
    const found = await graph.run(masks, rows);
    for (const part of ['midLevel', 'positionMap'] as const) {
      expect(found[part].length).toBe(expected[part].length);
      let worst = 0;
      found[part].forEach((value, i) => {
        worst = Math.max(worst, Math.abs(value - expected[part][i]!));
      });
      expect(worst).toBeLessThan(1e-5);
    }
  });
});

test('the file is the model’s with a prefix, and damaged bytes are a RangeError', () => {
  const [model] = models;
  const bytes = new Uint8Array(readFileSync(`${model!.folder}/${model!.manifest.graph.file}`));
  const found = perturbedOnnx(bytes, model!.manifest.graph.input);
  expect(found.length).toBeGreaterThan(bytes.length);
  expect(found.length - bytes.length).toBeLessThan(1500);
  expect(surveyOnnx(found)).toEqual(surveyOnnx(bytes));
  for (const end of [1, 100, bytes.length - 1])
    expect(() => perturbedOnnx(bytes.subarray(0, end), 'x')).toThrow(RangeError);
});
