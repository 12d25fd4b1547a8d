import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentFelzenszwalb } from './felzenszwalb.ts';
import { floats, golden, sameUpToNumbering, shorts } from './golden.fixture.ts';
import { evenAxes } from './window.fixture.ts';

interface Case {
  values: string;
  labels: string;
  frames: number;
  bands: number;
  segments: number;
  params: Record<string, number>;
}
const cases: Case[] = JSON.parse(readFileSync(golden('felzenszwalb.json'), 'utf8'));

describe('Felzenszwalb segments', () => {
  test.each(cases)('equal scikit-image: $labels', ({ values, labels, frames, bands, segments, params }) => {
    const expected = shorts(labels);
    const found = segmentFelzenszwalb({
      values: floats(values),
      frames,
      bands,
      axes: evenAxes(bands),
      params,
    });
    expect(found.length).toBe(expected.length);
    expect(new Set(found).size).toBe(segments);
    expect(sameUpToNumbering(found, expected)).toBe(true);
  });

  test('silence is one segment', () => {
    const found = segmentFelzenszwalb(input(new Float32Array(60), 6, 10));
    expect(new Set(found)).toEqual(new Set([0]));
  });

  test('cover every cell once, are connected and not smaller than min_size, whatever the picture', () => {
    const picture = fc
      .record({ frames: fc.integer({ min: 1, max: 14 }), bands: fc.integer({ min: 1, max: 14 }) })
      .chain(({ frames, bands }) =>
        fc
          .array(fc.float({ min: -4, max: 4, noNaN: true }), {
            minLength: frames * bands,
            maxLength: frames * bands,
          })
          .map((values) => ({ frames, bands, values: Float32Array.from(values) })),
      );
    fc.assert(
      fc.property(picture, ({ frames, bands, values }) => {
        const labels = segmentFelzenszwalb(input(values, frames, bands));
        const sizes = new Map<number, number>();
        for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
        expect(labels.length).toBe(values.length);
        expect([...sizes.keys()].sort((a, b) => a - b)).toEqual([...sizes.keys()].map((_, i) => i));
        if (sizes.size > 1) expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(5);
        expect(connectedPieces(labels, frames, bands)).toBe(sizes.size);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

function input(values: Float32Array, frames: number, bands: number) {
  return { values, frames, bands, axes: evenAxes(bands), params: { scale: 25, min_size: 5, sigma: 0.8 } };
}

/** How many pieces a label map falls into when cells of one label must touch, corners included. */
function connectedPieces(labels: Int32Array, frames: number, bands: number): number {
  const seen = new Uint8Array(labels.length);
  let pieces = 0;
  for (let start = 0; start < labels.length; start++) {
    if (seen[start]) continue;
    pieces++;
    const open = [start];
    seen[start] = 1;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const [f, b] = [Math.floor(cell / bands), cell % bands];
      for (let df = -1; df <= 1; df++)
        for (let db = -1; db <= 1; db++) {
          const next = (f + df) * bands + b + db;
          const inside = f + df >= 0 && f + df < frames && b + db >= 0 && b + db < bands;
          if (!inside || seen[next] || labels[next] !== labels[start]) continue;
          seen[next] = 1;
          open.push(next);
        }
    }
  }
  return pieces;
}
