import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Manifest } from './manifest.ts';
import { parseManifest } from './model-folder.ts';
import { openModelGraph } from './model-graph.ts';
import { surveyOnnx } from './onnx-file.ts';
import { domainModel, goldenGraph, tinyModel } from './tiny-model.fixture.ts';

let manifestText: string;
/** With everything a manifest may say. */
let fullText: string;
let manifest: Manifest;
let graph: Uint8Array;
beforeAll(async () => {
  const bytes = await readFile(join(tinyModel, 'manifest.json'));
  manifestText = bytes.toString();
  fullText = await readFile(join(domainModel, 'manifest.json'), 'utf8');
  manifest = parseManifest(bytes, 'tiny');
  graph = new Uint8Array(await readFile(join(tinyModel, 'model.onnx')));
});

/** The manifest, or the refusal; anything else thrown fails the test. */
function parsed(bytes: Uint8Array): Manifest | MezzoError {
  try {
    return parseManifest(bytes, 'some folder');
  } catch (cause) {
    expect(cause).toBeInstanceOf(MezzoError);
    return cause as MezzoError;
  }
}

describe('a manifest', () => {
  it('of any JSON is understood or refused with a sentence', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(parsed(new TextEncoder().encode(json))).toMatchObject({ code: 'model_invalid' });
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('with any value replaced is understood or refused with a sentence', () => {
    const paths = pathsOf(JSON.parse(manifestText));
    const values = fc.oneof(
      fc.jsonValue(),
      fc.double(),
      fc.constantFrom(-1, 0, 1e300, 2 ** 53, '', '../x', null),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...paths), values, (path, value) => {
        const edited = JSON.parse(manifestText);
        set(edited, path, value);
        const result = parsed(new TextEncoder().encode(JSON.stringify(edited)));
        if (!(result instanceof MezzoError)) return;
        refused++;
        expect(result.code).toBe('model_invalid');
        expect(result.message).toMatch(/^[^\n]{20,700}$/);
      }),
      { seed: 12, numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(300);
  });

  it('with anything in the place of what the model knows is understood or refused with a sentence', () => {
    const paths = pathsOf(JSON.parse(fullText)).filter(([part]) => part === 'domain' || part === 'intervals');
    const outer = paths.filter((path) => typeof path.at(-1) === 'string');
    const values = fc.oneof(
      fc.jsonValue(),
      fc.double(),
      fc.array(fc.double({ noNaN: true }), { maxLength: 300 }),
      fc.dictionary(fc.string(), fc.double()),
      fc.constantFrom(-1, 0, 1e300, 2 ** 53, '', null, [], [[]], {}),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...outer), fc.constantFrom(...paths)), values, (path, value) => {
        const edited = JSON.parse(fullText);
        set(edited, path, value);
        const result = parsed(new TextEncoder().encode(JSON.stringify(edited)));
        if (!(result instanceof MezzoError)) return;
        refused++;
        expect(result).toMatchObject({ code: 'model_invalid' });
        expect(result.message).toMatch(/^[^\n]{20,700}$/);
      }),
      { seed: 15, numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(500);
  });

  it('with any part missing is refused', () => {
    const optional = new Set(['metrics', 'data']);
    for (const path of pathsOf(JSON.parse(manifestText))) {
      const edited = JSON.parse(manifestText);
      if (path.some((key) => optional.has(String(key))) || typeof path.at(-1) === 'number') continue;
      set(edited, path, undefined);
      expect(parsed(new TextEncoder().encode(JSON.stringify(edited))), path.join('.')).toBeInstanceOf(
        MezzoError,
      );
    }
  });
});

describe('the bytes of a graph', () => {
  it('cut off anywhere are refused with a sentence', async () => {
    for (let length = 0; length < graph.length; length += 97) {
      await expect(openModelGraph(graph.slice(0, length), manifest, 'cpu')).rejects.toMatchObject({
        name: 'MezzoError',
        code: 'model_invalid',
      });
    }
  });

  it('with bits flipped open or are refused with a sentence', async () => {
    const flips = fc.array(fc.tuple(fc.nat(graph.length - 1), fc.nat(7)), { minLength: 1, maxLength: 6 });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(flips, async (all) => {
        const bytes = graph.slice();
        for (const [at, bit] of all) bytes[at]! ^= 1 << bit;
        try {
          await using opened = await openModelGraph(bytes, manifest, 'cpu');
          await opened.run(new Float32Array(15 * 48).fill(1), 1, 15);
        } catch (cause) {
          expect(cause).toMatchObject({ name: 'MezzoError' });
          refused++;
        }
      }),
      { seed: 13, numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(30);
  });

  it('are looked through without an end or a crash, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          surveyOnnx(bytes);
        } catch (cause) {
          expect(cause).toBeInstanceOf(RangeError);
        }
      }),
      { seed: 14, numRuns: 2000 },
    );
  });

  it('are found to hold all of their data, or not', async () => {
    expect(surveyOnnx(graph)).toEqual({ hasGraph: true, hasExternalData: false });
    expect(surveyOnnx(await goldenGraph('external.onnx'))).toEqual({ hasGraph: true, hasExternalData: true });
  });
});

describe('an ONNX file written to be read in two ways', () => {
  const ascii = (text: string) => [...new TextEncoder().encode(text)];
  const field = (tag: number[], body: number[]) => [...tag, body.length, ...body];
  /** ModelProto { graph { initializer { external_data { "location": "x" } } } } with the tag of external_data given. */
  const model = (tag: number[]) =>
    Uint8Array.from(
      field(
        [0x3a],
        field([0x2a], field(tag, [...field([0x0a], ascii('location')), ...field([0x12], ascii('x'))])),
      ),
    );

  it('is found out when it is written plainly', () => {
    expect(surveyOnnx(model([0x6a]))).toEqual({ hasGraph: true, hasExternalData: true });
    // The same tag with a needless zero byte.
    expect(surveyOnnx(model([0xea, 0x00]))).toEqual({ hasGraph: true, hasExternalData: true });
  });

  it('is refused when bits above the 32nd would turn its tag into another', () => {
    expect(() => surveyOnnx(model([0xea, 0x80, 0x80, 0x80, 0x80, 0x01]))).toThrow(RangeError);
  });
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => [[...at, key], ...pathsOf(child, [...at, key])]);
}

function set(root: Record<string | number, unknown>, path: Path, value: unknown): void {
  let node = root;
  for (const key of path.slice(0, -1)) node = node[key] as Record<string | number, unknown>;
  node[path.at(-1)!] = value;
}
