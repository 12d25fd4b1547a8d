import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../src-preload/contract/contract.ts';
import type { AudioRef } from '../../src-preload/contract/domain.ts';
import type { SuggestEvent } from '../../src-preload/contract/suggestion.ts';
import { type DemoEngine, openDemoEngine } from './demo-engine.fixture.ts';

/** Suggestions through the contract, on a demo recording and the shipped model. */

let demo: DemoEngine;
let client: ContractRouterClient<Contract>;
let original: AudioRef;

beforeAll(async () => {
  demo = await openDemoEngine('suggesting');
  ({ client } = demo);
  original = { trackId: await demo.trackId('weathers'), steps: [] };
});

afterAll(() => demo[Symbol.asyncDispose]());

interface Wish {
  readonly emotion?: string;
  readonly amount: number;
  readonly allowedChange: number;
  readonly audio?: AudioRef;
}

const settings = {
  samples: 300,
  seed: 7,
  segmenter: 'felzenszwalb',
  selection: 'corrected',
  estimator: 'local',
  fill: 'silence',
  stability: null,
  regions: [],
};

async function events({ emotion = 'valence', audio = original, ...wish }: Wish, signal?: AbortSignal) {
  const found: SuggestEvent[] = [];
  const request = { audio, start: 8, emotion, ...wish, settings };
  for await (const event of await client.suggestions.run(request, signal ? { signal } : {}))
    found.push(event);
  return found;
}

async function suggested(wish: Wish) {
  const done = (await events(wish)).at(-1);
  if (done?.kind !== 'done') throw new Error('the search did not finish');
  return done;
}

describe('suggestions', () => {
  it('are what the rendered sound is predicted as, within the allowed change, the least audible first', async () => {
    const wish = { amount: 0.05, allowedChange: 6 };
    const { suggestions } = await suggested(wish);
    expect(suggestions.length).toBeGreaterThan(1);
    expect(suggestions.length).toBeLessThanOrEqual(5);
    for (const { steps, shift, audibleChange, reached } of suggestions) {
      const seen = await client.predictions.shift({ audio: { ...original, steps }, start: 8 });
      expect(shift.shift.emotions.valence).toBeCloseTo(seen.shift.emotions.valence!, 5);
      expect(shift.after.midLevel).toEqual(seen.after.midLevel);
      expect(audibleChange).toBeGreaterThan(0);
      expect(audibleChange).toBeLessThanOrEqual(wish.allowedChange);
      expect(reached).toBe(shift.shift.emotions.valence! >= 0.9 * wish.amount);
    }
    expect(suggestions[0]!.reached).toBe(true);
    const heard = suggestions.filter(({ reached }) => reached).map(({ audibleChange }) => audibleChange);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  });

  it('go either way, and a longer way is heard more', async () => {
    const little = await suggested({ amount: -0.02, allowedChange: 20 });
    const much = await suggested({ amount: -0.05, allowedChange: 20 });
    for (const { shift } of [...little.suggestions, ...much.suggestions])
      expect(shift.shift.emotions.valence).toBeLessThan(0);
    expect(much.suggestions[0]!.audibleChange).toBeGreaterThan(little.suggestions[0]!.audibleChange);
  });

  it('say how far it can go when the wish is too much', async () => {
    const { suggestions, farthest } = await suggested({ amount: 2, allowedChange: 3 });
    expect(suggestions.every(({ reached }) => !reached)).toBe(true);
    expect(farthest).toBeGreaterThan(0);
    expect(farthest).toBeLessThan(2);
    expect(farthest).toBeCloseTo(
      Math.max(...suggestions.map(({ shift }) => shift.shift.emotions.valence!)),
      10,
    );
  });

  it('of an edited recording go on from its edits', async () => {
    const edit = {
      id: 'a',
      name: 'A',
      target: {
        kind: 'region' as const,
        timeRange: [9, 12] as [number, number],
        frequencyRange: [100, 1000] as [number, number],
      },
      complement: false,
      gainDb: -20,
      bypassed: false,
    };
    const audio = { ...original, steps: [edit] };
    const { suggestions } = await suggested({ amount: 0.04, allowedChange: 12, audio });
    const before = await client.predictions.moment({ audio, start: 8 });
    const { steps, shift } = suggestions[0]!;
    const after = await client.predictions.moment({
      audio: { ...original, steps: [edit, ...steps] },
      start: 8,
    });
    expect(shift.before.emotions).toEqual(before.emotions);
    expect(shift.after.emotions).toEqual(after.emotions);
  });

  it('can be cancelled, and refuse an emotion that the model does not know', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(events({ amount: 0.1, allowedChange: 6 }, stop.signal)).rejects.toThrow();
    await expect(events({ emotion: 'envy', amount: 0.1, allowedChange: 6 })).rejects.toThrow(/no “envy”/);
  });
});
