import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contract } from '../../src-preload/contract/contract.ts';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import { type DemoEngine, openDemoEngine } from './demo-engine.fixture.ts';

/** Gains on what strikes and what lasts, named without an explanation, on a demo recording through the contract. */

let demo: DemoEngine;
let client: ContractRouterClient<Contract>;
let trackId: string;

beforeAll(async () => {
  demo = await openDemoEngine('sources', { quiet: true });
  ({ client } = demo);
  trackId = await demo.trackId('weathers');
});

afterAll(() => demo[Symbol.asyncDispose]());

const step = (source: string, timeRange: [number, number]): EditStep => ({
  id: source,
  name: source,
  target: { kind: 'source', separator: 'harmonic-percussive', source, timeRange },
  complement: false,
  gainDb: null,
  bypassed: false,
});
const read = async (...steps: EditStep[]) => {
  const blob = await client.audio.read({ audio: { trackId, steps }, start: 3 * 44_100, frames: 44_100 });
  return new Float32Array(await blob.arrayBuffer());
};
const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

it('without what strikes, what lasts and what is neither, nothing is left', async () => {
  const span: [number, number] = [2, 6];
  const whole = await read();
  const softer = await read(step('percussive', span));
  const nothing = await read(step('percussive', span), step('harmonic', span), step('residual', span));
  expect(rms(softer)).toBeLessThan(rms(whole));
  expect(rms(softer)).toBeGreaterThan(0.2 * rms(whole));
  expect(20 * Math.log10(rms(nothing) / rms(whole))).toBeLessThan(-100);
  const { shift } = await client.predictions.shift({
    audio: { trackId, steps: [step('percussive', span)] },
    start: 0,
  });
  expect(Math.abs(shift.emotions.arousal!)).toBeGreaterThan(0.001);
});

it('a source that is not there, and a span too long to part, are refused with a sentence', async () => {
  await expect(read(step('banjo', [2, 6]))).rejects.toThrow(/no sound source “banjo”/);
  await expect(read(step('percussive', [0, 90]))).rejects.toThrow(/60 seconds at a time/);
});
