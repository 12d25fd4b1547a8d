import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createComposer } from './perturbation.ts';

test('a cell is its value where its segment is kept, and the fill where it is not, to the last bit', () => {
  const float = fc.float({ noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }).chain((segments) =>
        fc.record({
          fill: fc.array(float, { minLength: segments, maxLength: segments }),
          cells: fc.array(fc.tuple(float, fc.nat(segments - 1)), { minLength: 1, maxLength: 30 }),
          masks: fc.array(fc.array(fc.constantFrom(0, 1), { minLength: segments, maxLength: segments }), {
            minLength: 1,
            maxLength: 9,
          }),
        }),
      ),
      ({ fill, cells, masks }) => {
        const values = Float32Array.from(cells, ([value]) => value);
        const labels = Int32Array.from(cells, ([, label]) => label);
        const window = { values, labels, segments: fill.length, fill: Float32Array.from(fill) };
        const out = new Float32Array(masks.length * values.length + 3).fill(7);
        createComposer(window)(Uint8Array.from(masks.flat()), masks.length, out);
        masks.forEach((mask, row) => {
          labels.forEach((label, cell) => {
            const expected = mask[label] === 1 ? values[cell]! : window.fill[label]!;
            expect(Object.is(out[row * values.length + cell], expected)).toBe(true);
          });
        });
        expect(Array.from(out.slice(-3))).toEqual([7, 7, 7]);
      },
    ),
  );
});
