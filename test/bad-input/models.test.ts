import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  copyTiny,
  editManifest,
  goldenGraph,
  replaceFile,
} from '../../src-main/engine/model/tiny-model.fixture.ts';
import { callMezzo } from './mezzo.ts';

const folder = mkdtempSync(join(tmpdir(), 'mezzo models '));
const home = join(folder, 'home');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('of a batch of models each broken one is refused with the failing check, and the sound one is added', async () => {
  const damages: [check: string, damage: (model: string) => Promise<void> | void][] = [
    [
      'manifest',
      (model) =>
        editManifest(model, (manifest) => {
          manifest.head = { weights: [[1]], intercept: [0] };
        }),
    ],
    ['files', (model) => writeFileSync(join(model, 'model.onnx'), 'another file')],
    [
      'graph',
      (model) => replaceFile(model, 'model.onnx', readFileSync(join(model, 'model.onnx')).subarray(0, 2000)),
    ],
    ['graph', async (model) => replaceFile(model, 'model.onnx', await goldenGraph('external.onnx'))],
  ];
  const broken = await Promise.all(
    damages.map(async ([, damage], n) => {
      const model = await copyTiny(folder, `broken “${n}”`);
      await damage(model);
      return model;
    }),
  );
  const sound = await copyTiny(folder, 'sound');
  const missing = join(folder, 'nowhere');
  const asked = [...broken, missing, sound];
  const { code, results, said } = await callMezzo(['models', 'add', ...asked], { home });
  expect(code).toBe(1);
  expect(results).toHaveLength(asked.length);
  for (const [n, [check]] of damages.entries()) {
    const { file, error } = results[n] as { file: string; error: { message: string } };
    expect(file).toBe(broken[n]);
    expect(error.message).toContain(`the check “${check}” failed`);
    expect(said.filter((line) => line === `${file}: ${error.message}`)).toHaveLength(1);
  }
  expect(results[broken.length]).toMatchObject({ file: missing, error: { code: 'file_missing' } });
  const { id } = results.at(-1) as { id: string };
  const listed = await callMezzo(['models', 'list'], { home });
  expect(listed.results.map((model) => model.id)).toEqual(['mezzo-two-level', 'mezzo-two-level-piano', id]);
  expect(listed.said).toEqual([]);
});
