import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contract } from '../../src-preload/contract/contract.ts';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import type { SuggestEvent } from '../../src-preload/contract/suggestion.ts';
import { type DemoEngine, openDemoEngine } from './demo-engine.fixture.ts';

/** Another pitch over a stretch of a demo recording, through the contract. */

let demo: DemoEngine;
let client: ContractRouterClient<Contract>;
let trackId: string;

beforeAll(async () => {
  demo = await openDemoEngine('pitch', { quiet: true });
  ({ client } = demo);
  trackId = await demo.trackId('weathers');
});

afterAll(() => demo[Symbol.asyncDispose]());

const RATE = 44_100;
const pitch = (timeRange: [number, number], semitones: number): EditStep => ({
  id: 'pitch',
  name: 'Pitch',
  target: { kind: 'time', timeRange },
  complement: false,
  gainDb: 0,
  semitones,
  bypassed: false,
});
const read = async (steps: EditStep[], start: number, frames: number) => {
  const blob = await client.audio.read({ audio: { trackId, steps }, start, frames });
  return new Float32Array(await blob.arrayBuffer());
};

it('the stretch is heard higher, predicted anew, and all else stays as it is', async () => {
  const steps = [pitch([4, 16], 5)];
  expect(await read(steps, 0, 3 * RATE)).toEqual(await read([], 0, 3 * RATE));
  expect(await read(steps, 17 * RATE, RATE)).toEqual(await read([], 17 * RATE, RATE));
  expect(await read(steps, 8 * RATE, RATE)).not.toEqual(await read([], 8 * RATE, RATE));
  const { shift } = await client.predictions.shift({ audio: { trackId, steps }, start: 5 });
  expect(Math.abs(shift.midLevel.pitch_height ?? shift.midLevel.minorness!)).toBeGreaterThan(0.001);
});

it('steps with a pitch are kept, taken back and brought again', async () => {
  const steps = [pitch([1, 2], -0.5)];
  await client.edits.set({ trackId, steps, label: 'Lower' });
  expect((await client.edits.get({ trackId })).steps).toEqual(steps);
  expect((await client.edits.undo({ trackId })).steps).toEqual([]);
  expect((await client.edits.redo({ trackId })).steps).toEqual(steps);
  await client.edits.undo({ trackId });
});

it('edits are suggested on top of another pitch, act on the moved sound, and are confirmed with it', async () => {
  const audio = { trackId, steps: [pitch([4, 20], -3)] };
  const settings = {
    samples: 200,
    seed: 7,
    segmenter: 'felzenszwalb',
    selection: 'corrected',
    estimator: 'local',
    fill: 'silence',
    stability: null,
    regions: [],
  };
  const events: SuggestEvent[] = [];
  const request = { audio, start: 8, emotion: 'valence', amount: 0.05, allowedChange: 6, settings };
  for await (const event of await client.suggestions.run(request)) events.push(event);
  const done = events.at(-1);
  if (done?.kind !== 'done') throw new Error('the search did not finish');
  const [best] = done.suggestions;
  expect(best).toBeDefined();
  const steps = [...audio.steps, ...best!.steps];
  const before = await client.predictions.moment({ audio, start: 8 });
  const after = await client.predictions.moment({ audio: { trackId, steps }, start: 8 });
  expect(after.emotions.valence! - before.emotions.valence!).toBeCloseTo(
    best!.shift.shift.emotions.valence!,
    6,
  );
}, 240_000);

it('a change of pitch on a band, and one of more than an octave, are refused with a sentence', async () => {
  const band = {
    kind: 'region' as const,
    timeRange: [1, 2] as [number, number],
    frequencyRange: [100, 200] as [number, number],
  };
  await expect(read([{ ...pitch([1, 2], 2), target: band }], 0, 10)).rejects.toThrow(/stretch of time only/);
  await expect(read([pitch([1, 2], 13)], 0, 10)).rejects.toThrow();
});
