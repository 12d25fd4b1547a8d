import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { floats, golden, sameUpToNumbering, shorts } from './golden.fixture.ts';
import { segmentSlic } from './slic.ts';
import { evenAxes } from './window.fixture.ts';

interface Case {
  name: string;
  frames: number;
  bands: number;
  labels: string;
  params: { segments: number; compactness: number; sigma: number };
}
const cases: Case[] = JSON.parse(readFileSync(golden('slic.json'), 'utf8'));

describe('SLIC', () => {
  test.each(cases)('equals scikit-image: $name, $params', ({ name, frames, bands, labels, params }) => {
    const found = segmentSlic({
      values: floats(`${name}.f32`),
      frames,
      bands,
      axes: evenAxes(bands),
      params,
    });
    const expected = shorts(labels);
    const wrong = found.filter((label, cell) => label !== expected[cell]).length;
    expect(sameUpToNumbering(found, expected), `${wrong} cells of ${found.length} numbered otherwise`).toBe(
      true,
    );
  });

  test('silence, a single cell and more segments than cells are whole numbers from 0 without gaps', () => {
    for (const [frames, bands] of [
      [1, 1],
      [3, 4],
      [40, 30],
    ] as const) {
      const params = { segments: 300, compactness: 0.1, sigma: 0.5 };
      const values = new Float32Array(frames * bands);
      const found = segmentSlic({ values, frames, bands, axes: evenAxes(bands), params });
      expect(new Set(found).size).toBe(Math.max(...found) + 1);
      expect(Math.min(...found)).toBe(0);
    }
  });
});
