import { mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCompute } from '../jobs/compute.ts';
import { loadModel } from './model.ts';
import { checkLocality } from './model-checks.ts';
import { readManifest } from './model-folder.ts';
import type { ModelOutput } from './model-graph.ts';
import {
  copyTiny,
  domainModel,
  editManifest,
  goldenGraph,
  loudestModel,
  paddedModel,
  replaceFile,
  scratchFolder,
  tinyModel,
} from './tiny-model.fixture.ts';

const compute = createCompute(1);
afterAll(() => compute[Symbol.asyncDispose]());

const options = { provider: 'cpu', compute } as const;

describe('a sound model', () => {
  it('passes every check and judges a batch', async () => {
    await using model = await loadModel(tinyModel, options);
    expect(model.checks.map(({ name, passed }) => [name, passed])).toEqual(
      ['manifest', 'files', 'bands', 'graph', 'self-test', 'head', 'locality', 'provider'].map((name) => [
        name,
        true,
      ]),
    );
    expect(model.provider).toBe('cpu');
    expect(model.fallbackReason).toBeNull();
    const frames = 15;
    const batch = Float32Array.from({ length: 3 * frames * 48 }, (_, i) => ((i * 31) % 97) / 30);
    const three = await model.run(batch, 3, frames);
    expect([three.positions, three.midLevel.length, three.emotions.length, three.positionMap.length]).toEqual(
      [3, 9, 6, 27],
    );
    const second = await model.run(batch.slice(frames * 48, 2 * frames * 48), 1, frames);
    expect(second.midLevel.every((value, m) => Math.abs(value - three.midLevel[3 + m]!) < 1e-6)).toBe(true);
  });

  it('answers runs that were asked for at once, each with its own answer', async () => {
    await using model = await loadModel(tinyModel, options);
    const inputs = [0.5, 1, 2].map((value) => new Float32Array(11 * 48).fill(value));
    const together = await Promise.all(inputs.map((input) => model.run(input, 1, 11)));
    for (const [i, input] of inputs.entries()) {
      expect(together[i]).toEqual(await model.run(input, 1, 11));
    }
    expect(together[0]!.midLevel).not.toEqual(together[2]!.midLevel);
  });

  it('falls back to the CPU with the reason when a provider is not there', async () => {
    const missing = process.platform === 'darwin' ? 'dml' : 'coreml';
    await using model = await loadModel(tinyModel, { provider: missing, compute });
    expect(model.provider).toBe('cpu');
    expect(model.fallbackReason).toContain(missing);
  });

  it('can be checked on any machine without a provider being named', async () => {
    await using model = await loadModel(tinyModel, { provider: 'auto', compute });
    expect(model.checks.every(({ passed }) => passed)).toBe(true);
  });
});

type Damage = (folder: string) => Promise<void>;

const refusals: [string, string, string, RegExp, Damage][] = [
  ['no manifest', 'manifest', 'file_missing', /does not exist/, (f) => rm(join(f, 'manifest.json'))],
  [
    'a manifest that is no JSON',
    'manifest',
    'model_invalid',
    /no JSON/,
    (f) => writeFile(join(f, 'manifest.json'), '{"schema": 1,'),
  ],
  [
    'a manifest of more than a mebibyte',
    'manifest',
    'model_invalid',
    /bytes long/,
    (f) => writeFile(join(f, 'manifest.json'), ' '.repeat(2 ** 20 + 1)),
  ],
  [
    'a head with a weight too few',
    'manifest',
    'model_invalid',
    /one weight a mid-level feature/,
    (f) =>
      editManifest(f, (m) => {
        m.head = {
          weights: [
            [1, 2],
            [3, 4],
          ],
          intercept: [0, 0],
        };
      }),
  ],
  [
    'a file name that leads outside',
    'manifest',
    'model_invalid',
    /inside the model folder/,
    (f) =>
      editManifest(f, (m) => {
        m.card = '../card.md';
      }),
  ],
  [
    'a wrong checksum',
    'files',
    'model_untrusted',
    /model\.onnx .* is not the file/,
    async (f) => {
      const bytes = await readFile(join(f, 'model.onnx'));
      bytes[bytes.length - 100]! ^= 1;
      await writeFile(join(f, 'model.onnx'), bytes);
    },
  ],
  ['a missing file', 'files', 'file_missing', /card\.md does not exist/, (f) => rm(join(f, 'card.md'))],
  [
    'a link that leads outside',
    'files',
    'model_untrusted',
    /link or no regular file/,
    async (f) => {
      await rename(join(f, 'model.onnx'), join(f, '../outside.onnx'));
      await symlink('../outside.onnx', join(f, 'model.onnx'));
    },
  ],
  [
    'a folder in the place of a file',
    'files',
    'model_untrusted',
    /no regular file/,
    async (f) => {
      await rm(join(f, 'card.md'));
      await mkdir(join(f, 'card.md'));
    },
  ],
  [
    'a graph of more than 512 MiB',
    'files',
    'model_invalid',
    /bytes long/,
    (f) => truncate(join(f, 'model.onnx'), 600 * 2 ** 20),
  ],
  [
    'a self-test that leaves out a feature',
    'files',
    'model_invalid',
    /says nothing about dissonance/,
    async (f) => {
      const selfTest = JSON.parse(await readFile(join(f, 'selftest.json'), 'utf8'));
      delete selfTest.midLevel.dissonance;
      await replaceFile(f, 'selftest.json', JSON.stringify(selfTest));
    },
  ],
  [
    'another number of bands than the filter bank has',
    'bands',
    'model_invalid',
    /come to \d+, not 48/,
    (f) =>
      editManifest(f, (m) => {
        const bands = { kind: 'log_filterbank', bandsPerOctave: 12, fmin: 30, fmax: 4000, count: 48 };
        m.frontEnd = { ...(m.frontEnd as object), bands };
      }),
  ],
  [
    'a truncated ONNX file',
    'graph',
    'model_invalid',
    /damaged or no ONNX/,
    async (f) => replaceFile(f, 'model.onnx', (await readFile(join(f, 'model.onnx'))).subarray(0, 2000)),
  ],
  [
    'text in the place of the ONNX file',
    'graph',
    'model_invalid',
    /damaged or no ONNX/,
    (f) => replaceFile(f, 'model.onnx', 'This is no graph.'),
  ],
  ['an empty ONNX file', 'graph', 'model_invalid', /no graph/, (f) => replaceFile(f, 'model.onnx', '')],
  [
    'external data outside the folder',
    'graph',
    'model_untrusted',
    /keeps weights in another file/,
    async (f) => replaceFile(f, 'model.onnx', await goldenGraph('external.onnx')),
  ],
  [
    'an input of another type',
    'graph',
    'model_invalid',
    /“spectrogram” is float64/,
    async (f) => replaceFile(f, 'model.onnx', await goldenGraph('double.onnx')),
  ],
  [
    'an output of another name',
    'graph',
    'model_invalid',
    /no “map”/,
    (f) =>
      editManifest(f, (m) => {
        m.graph = { ...(m.graph as object), positionMap: 'map' };
      }),
  ],
  [
    'more bands than the graph takes',
    'graph',
    'model_invalid',
    /shape \[any, any, 48\], not \[any, any, 47\]/,
    (f) =>
      editManifest(f, (m) => {
        const bands = { kind: 'log_frequency', bandsPerOctave: 12, fmin: 110, count: 47 };
        m.frontEnd = { ...(m.frontEnd as object), bands };
      }),
  ],
  [
    'a front end the model was not trained with',
    'self-test',
    'model_untrusted',
    /its own test signal/,
    (f) =>
      editManifest(f, (m) => {
        m.frontEnd = { ...(m.frontEnd as object), scaling: { kind: 'decibel_range', range: 79 } };
      }),
  ],
  [
    'a head that is not the graph’s',
    'head',
    'model_untrusted',
    /does not add up/,
    (f) =>
      editManifest(f, (m) => {
        const { weights, intercept } = m.head as { weights: number[][]; intercept: number[] };
        weights[1]![2]! += 1e-3;
        m.head = { weights, intercept };
      }),
  ],
  [
    'a shorter stride than the graph has',
    'self-test',
    'model_invalid',
    /“position_map” came out as/,
    (f) =>
      editManifest(f, (m) => {
        m.positions = { receptiveField: 11, stride: 1 };
      }),
  ],
];

const domainRefusals: [string, string, string, RegExp, Damage][] = [
  [
    'an embedding the graph does not have',
    'graph',
    'model_invalid',
    /no “bottleneck”/,
    (f) =>
      editManifest(f, (m) => {
        m.graph = { ...(m.graph as object), embedding: 'bottleneck' };
      }),
  ],
  [
    'a domain in fewer dimensions than its embedding',
    'graph',
    'model_invalid',
    /“embedding” has shape \[any, any, 6\], not \[any, any, 5\]/,
    (f) =>
      editManifest(f, (m) => {
        const { center, whitening, ...rest } = m.domain as { center: number[]; whitening: number[][] };
        m.domain = { ...rest, center: center.slice(1), whitening: whitening.map((row) => row.slice(1)) };
      }),
  ],
  [
    'a domain of another training run',
    'self-test',
    'model_untrusted',
    /gave distance = .* where .* was expected/,
    (f) =>
      editManifest(f, (m) => {
        const domain = m.domain as { center: number[] };
        domain.center[0]! += 0.1;
      }),
  ],
  [
    'a domain, and a self-test without the distance',
    'files',
    'model_invalid',
    /says nothing about distance/,
    async (f) => {
      const { distance: _, ...selfTest } = JSON.parse(await readFile(join(f, 'selftest.json'), 'utf8'));
      await replaceFile(f, 'selftest.json', JSON.stringify(selfTest));
    },
  ],
];

const all = [
  ...refusals.map((refusal) => [...refusal, tinyModel] as const),
  ...domainRefusals.map((refusal) => [...refusal, domainModel] as const),
];

describe('a model is refused, with the failing check named, when it has', () => {
  it.each(all)('%s', async (_, check, code, sentence, damage, model) => {
    await using scratch = await scratchFolder();
    const folder = await copyTiny(scratch.path, 'copy', model);
    await damage(folder);
    const error = await loadModel(folder, options).then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({ name: 'MezzoError', code });
    const { message } = error as Error;
    expect(message).toMatch(sentence);
    expect(message).toContain(`the check “${check}” failed`);
    expect(message).not.toContain('\n');
  });

  it('a receptive field shorter than the graph’s', async () => {
    await expect(loadModel(paddedModel, options)).rejects.toThrow(
      /the check “locality” failed.* looks further than its receptive field of 9 frames/,
    );
  });

  it('an embedding that looks further than the map', async () => {
    const manifest = await readManifest(domainModel);
    const { receptiveField, stride } = manifest.positions;
    const values = new Float32Array((receptiveField + 2 * stride) * 48);
    const output = (positionMap: number, embedding: number): ModelOutput => ({
      positions: 3,
      midLevel: new Float32Array(6),
      emotions: new Float32Array(4),
      positionMap: Float32Array.from({ length: 18 }, (_, i) => (i < 9 ? 0 : positionMap)),
      embedding: Float32Array.from({ length: 36 }, (_, i) => (i < 18 ? 0 : embedding)),
    });
    const check = (answer: ModelOutput) =>
      checkLocality({ run: async () => answer }, { values, frames: 0 }, manifest);
    await expect(check(output(0, 0))).resolves.toBeDefined();
    await expect(check(output(0, 0.1))).rejects.toThrow(/looks further than its receptive field/);
    await expect(check(output(0.1, 0))).rejects.toThrow(/looks further than its receptive field/);
  });

  it('a mid-level vector that is not the mean of its map', async () => {
    await expect(loadModel(loudestModel, options)).rejects.toThrow(
      /the check “head” failed.* does not add up/,
    );
  });
});
