import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  framesOfPositions,
  positionCount,
  positionsInside,
  positionsSeeing,
  windowGrid,
} from './positions.ts';

const localities = fc.record({
  receptiveField: fc.integer({ min: 1, max: 60 }),
  stride: fc.integer({ min: 1, max: 9 }),
});

describe('positions of a local model', () => {
  it('are as many as receptive fields fit', () => {
    expect(positionCount(10, { receptiveField: 11, stride: 2 })).toBe(0);
    expect(positionCount(11, { receptiveField: 11, stride: 2 })).toBe(1);
    expect(positionCount(12, { receptiveField: 11, stride: 2 })).toBe(1);
    expect(positionCount(13, { receptiveField: 11, stride: 2 })).toBe(2);
  });

  it('that see a run of frames are exactly those whose field meets it', () => {
    fc.assert(
      fc.property(localities, fc.nat(200), fc.integer({ min: 1, max: 50 }), (locality, first, count) => {
        const total = positionCount(260, locality);
        const seeing = Array.from({ length: total }, (_, p) => p).filter(
          (p) => p * locality.stride < first + count && p * locality.stride + locality.receptiveField > first,
        );
        const range = positionsSeeing({ first, count }, total, locality);
        expect(range.count).toBe(seeing.length);
        if (seeing.length > 0) expect(range.first).toBe(seeing[0]);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('inside the frames of a run of positions are those positions', () => {
    fc.assert(
      fc.property(localities, fc.nat(50), fc.integer({ min: 1, max: 30 }), (locality, first, count) => {
        const frames = framesOfPositions({ first, count }, locality);
        expect(positionsInside(frames, locality)).toEqual({ first, count });
      }),
      { seed: 6 },
    );
  });
});

describe('windows over a recording', () => {
  const manifest = { window: { frames: 48, hopFrames: 16 } };

  it('start every hop as long as they fit', () => {
    expect(windowGrid(48, manifest)).toEqual({ count: 1, frames: 48, hop: 16 });
    expect(windowGrid(63, manifest).count).toBe(1);
    expect(windowGrid(64, manifest).count).toBe(2);
  });

  it('are one shorter window when none fits', () => {
    expect(windowGrid(20, manifest)).toEqual({ count: 1, frames: 20, hop: 16 });
  });
});
