import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colouring, drawDesign, runsFor, writeMask } from './design.ts';
import { parity, transform } from './hadamard.ts';
import { Random } from './random.ts';

test('parity counts bits', () => {
  fc.assert(
    fc.property(fc.nat(), (bits) => {
      expect(parity(bits)).toBe(bits.toString(2).split('1').length % 2 === 0 ? 1 : 0);
    }),
  );
});

test('the transform is the product with the Hadamard matrix, and its own inverse up to the length', () => {
  const random = new Random(1);
  const values = Float64Array.from({ length: 32 }, () => random.next() / 2 ** 32);
  const expected = values.map((_, c) =>
    values.reduce((sum, value, r) => sum + (parity(r & c) === 1 ? -value : value), 0),
  );
  const out = values.slice();
  transform(out);
  out.forEach((value, c) => {
    expect(value).toBeCloseTo(expected[c]!, 12);
  });
  transform(out);
  out.forEach((value, i) => {
    expect(value / 32).toBeCloseTo(values[i]!, 12);
  });
});

test('components that a position sees together have different colours, and as few as can be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 40 }),
      (spans) => {
        const first = Int32Array.from(spans, ([from]) => from);
        const end = Int32Array.from(spans, ([from, length]) => from + length);
        const { colours, colour } = colouring({ first, end });
        let most = 0;
        for (let p = 0; p < 30; p++) {
          const seen = spans.flatMap((_, c) => (first[c]! <= p && p < end[c]! ? [colour[c]!] : []));
          expect(new Set(seen).size).toBe(seen.length);
          most = Math.max(most, seen.length);
        }
        expect(colours).toBe(most);
      },
    ),
  );
});

test('columns of a design are balanced and orthogonal, and rows come with their opposites', () => {
  const colours = 40;
  const runs = runsFor(colours);
  expect(runs).toBe(64);
  const design = drawDesign(runs, colours, new Random(4));
  const plan = { colours, colour: Int32Array.from({ length: colours }, (_, i) => i) };
  const rows = Array.from({ length: runs }, (_, r) => {
    const mask = new Uint8Array(colours);
    const opposite = new Uint8Array(colours);
    writeMask(design, plan, r, false, mask);
    writeMask(design, plan, r, true, opposite);
    expect(opposite).toEqual(mask.map((bit) => 1 - bit));
    return mask;
  });
  expect(new Set(design.order).size).toBe(runs);
  for (let a = 0; a < colours; a++) {
    expect(rows.filter((row) => row[a] === 1).length).toBe(runs / 2);
    for (let b = 0; b < a; b++) expect(rows.filter((row) => row[a] === row[b]).length).toBe(runs / 2);
  }
});
