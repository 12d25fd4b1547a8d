import { expect, test } from 'vitest';
import { blockLevels, METER_FLOOR_DB } from './meter.ts';

test('a full-scale sine reads 0 dB peak and −3 dB RMS', () => {
  const sine = Float32Array.from({ length: 4800 }, (_, i) => Math.sin((2 * Math.PI * i) / 48));
  const { peakDb, rmsDb } = blockLevels(sine);
  expect(peakDb).toBeCloseTo(0, 2);
  expect(rmsDb).toBeCloseTo(-3.01, 2);
});

test('silence rests on the floor', () => {
  expect(blockLevels(new Float32Array(64))).toEqual({ peakDb: METER_FLOOR_DB, rmsDb: METER_FLOOR_DB });
});
