import { describe, expect, test } from 'vitest';
import { unpackCurves } from '../stores/session.ts';
import { createFakeClient } from '../testing/fake-client.ts';
import { nearestOn, pathOf, placeOf, planeSentence, quarterOf, thinned } from './emotion-path.ts';

const at = (valence: number, arousal: number, time = 0) => ({ valence, arousal, time });

describe('the path through the plane', () => {
  test('has one point a window, at its centre', async () => {
    const prediction = await createFakeClient().predictions.get({ audio: { trackId: 'a', steps: [] } });
    const curves = await unpackCurves(prediction);
    const path = pathOf(curves)!;
    expect(path).toHaveLength(prediction.count);
    expect(path[3]!.time).toBe(3 * prediction.hopSeconds + prediction.windowSeconds / 2);
    const width = curves.names.length;
    expect(path[3]!.valence).toBe(curves.values[3 * width + curves.names.indexOf('valence')]);
    expect(path[3]!.arousal).toBe(curves.values[3 * width + curves.names.indexOf('arousal')]);
    expect(
      pathOf({ ...curves, names: curves.names.map((name) => name.replace('arousal', 'awe')) }),
    ).toBeNull();
  });

  test('is thinned evenly and keeps its ends', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i);
    expect(thinned(hundred, 4)).toEqual([0, 33, 66, 99]);
    expect(thinned(hundred, 200)).toBe(hundred);
  });

  test('is found at the nearest point within reach', () => {
    const path = [at(0, 0, 1), at(0.5, 0.5, 2), at(-0.5, 0.5, 3)];
    expect(nearestOn(path, at(0.4, 0.4), 0.2)?.time).toBe(2);
    expect(nearestOn(path, at(1, -1), 0.2)).toBeNull();
    expect(nearestOn([], at(0, 0), 1)).toBeNull();
  });
});

test('a quarter is named by the signs of valence and arousal', () => {
  expect([at(1, 1), at(-1, 1), at(-1, -1), at(1, -1), at(0, 0)].map(quarterOf)).toEqual([
    'joyful',
    'tense',
    'sad',
    'calm',
    'joyful',
  ]);
  expect(placeOf({ valence: 0.2 })).toBeNull();
  expect(placeOf({ valence: 0.2, arousal: -0.1, fear: 1 })).toEqual({ valence: 0.2, arousal: -0.1 });
});

test('the plane is said in a sentence', () => {
  const path = [at(-0.1, 0.5), at(-0.1, 0.4), at(-0.2, 0.3), at(0.1, 0.3)];
  expect(planeSentence(path[0]!, path, 'moment', false)).toBe(
    "This moment lies at valence −0.10 and arousal +0.50, in the tense quarter, like 75 % of the recording's windows.",
  );
  expect(planeSentence(at(-0.076, 0.376), path, 'recording', false)).toBe(
    'The recording lies at valence −0.08 and arousal +0.38, in the tense quarter, like 75 % of its windows.',
  );
  expect(planeSentence(at(0.3, -0.2), null, 'moment', true)).toBe(
    'After the edits this moment lies at valence +0.30 and arousal −0.20, in the calm quarter.',
  );
});
