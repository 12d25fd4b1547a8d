import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, canonicalKey, type KeyPart } from './canonical-key.ts';

describe('canonical keys', () => {
  test('are the SHA-256 of sorted JSON', () => {
    const json = '{"audio":"a","settings":{"hop":0.5,"names":["x",null,true],"é":-1e-7}}';
    const parts = { settings: { é: -1e-7, names: ['x', null, true], hop: 0.5 }, audio: 'a' };
    expect(canonicalJson(parts)).toBe(json);
    expect(canonicalKey(parts)).toBe(createHash('sha256').update(json).digest('hex'));
  });

  test('do not depend on the order of members, but on everything else', () => {
    expect(canonicalKey({ a: 1, b: [1, 2] })).toBe(canonicalKey({ b: [1, 2], a: 1 }));
    const different = [{ a: 1 }, { a: '1' }, { a: [1] }, { b: 1 }, { a: null }, { a: 1, b: [2, 1] }, {}];
    expect(new Set(different.map(canonicalKey)).size).toBe(different.length);
  });

  test('survive a round trip through JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const parts = value as { [name: string]: KeyPart };
        expect(canonicalKey(JSON.parse(JSON.stringify(parts)))).toBe(canonicalKey(parts));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('are refused for what JSON cannot say', () => {
    expect(() => canonicalKey({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalKey({ a: Number.POSITIVE_INFINITY })).toThrow(TypeError);
    expect(() => canonicalKey({ a: undefined as unknown as KeyPart })).toThrow(TypeError);
  });
});
