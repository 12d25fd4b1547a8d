import { describe, expect, test } from 'vitest';
import { judge, modelCard } from '../testing/fake-model.ts';
import { effectRows, effectSum } from './effect-rows.ts';
import {
  drawnIn,
  inOrder,
  modelRows,
  momentRows,
  momentSum,
  recordingRows,
  recordingSum,
} from './plot-row.ts';
import { spreadOf, windowEffects } from './window-effects.ts';

const before = judge([1.2, -0.4, 0.3, 0.8, -1.1, 0.2, 0.6]);
const after = judge([0.1, -0.4, 0.3, 0.8, 2.5, 0.2, 0.6]);

/** A recording whose windows are these mid-level vectors. */
function spreadOfWindows(windows: readonly number[][], emotion = 'valence') {
  const names = [...modelCard.midLevel, ...modelCard.emotions].map(({ name }) => name);
  const values = windows.flatMap((window) => {
    const { emotions } = judge(window);
    return [...window, ...modelCard.emotions.map(({ name }) => emotions[name]!)];
  });
  const prediction = {
    trackId: 't',
    model: { id: 'fake', version: '1' },
    provider: 'cpu',
    duration: 30,
    windowSeconds: 10,
    hopSeconds: 0.5,
    count: windows.length,
    midLevelNames: [],
    emotionNames: [],
    curves: new Blob([]),
    familiarity: null,
    summary: judge(windows[0]!),
    warnings: [],
  };
  const curves = { prediction, names, values: Float32Array.from(values), familiarity: null };
  return spreadOf(windowEffects(curves, modelCard, emotion)!)!;
}

const level = (melodiousness: number) => [melodiousness, 0, 0, 0, 0, 0, 1];

describe('rows of a moment', () => {
  test('draw the effect, or its share with the sign of the effect kept', () => {
    const effects = effectRows(modelCard, 'valence', before, null, 'model');
    const [value] = momentRows(effects, 'value');
    const [share] = momentRows(effects, 'share');
    expect(value!.bar).toBeCloseTo(0.19 * 1.2, 12);
    expect(share).toMatchObject({ bar: before.effects.valence!.relative.melodiousness, value: value!.bar });
    const shares = momentRows(effects, 'share').reduce((sum, { bar }) => sum + bar!, 0);
    expect(shares).toBeCloseTo(1, 12);
  });

  test('say what the edits added, in the measure', () => {
    const effects = effectRows(modelCard, 'valence', before, after, 'model');
    const dissonance = (measure: 'value' | 'share') =>
      momentRows(effects, measure).find(({ name }) => name === 'dissonance')!;
    expect(dissonance('value').shift).toBeCloseTo(-0.11 * (2.5 + 1.1), 12);
    expect(dissonance('share').shift).toBeCloseTo(
      after.effects.valence!.relative.dissonance! - before.effects.valence!.relative.dissonance!,
      12,
    );
    const sum = momentSum(effectSum(before, 'valence'), effectSum(after, 'valence'));
    expect(sum.shift).toBeCloseTo(after.emotions.valence! - before.emotions.valence!, 12);
  });
});

describe('rows of a recording', () => {
  const original = spreadOfWindows([level(0), level(1), level(2)]);

  test('are boxes over the windows, with the chosen moment in them', () => {
    const [row] = recordingRows(modelCard, 'valence', original, null, judge(level(2)), 'value');
    expect(row!.box!.median).toBeCloseTo(0.19, 6);
    expect(row!.moment).toBeCloseTo(0.38, 12);
    expect(row).toMatchObject({ bar: null, shift: null, before: null });
    expect(recordingSum(original, null, 0.2).box!.median).toBeCloseTo(0.05 + 0.19 - 0.17, 6);
  });

  test('are those of the edited sound where there is one, beside where the median was', () => {
    const edited = spreadOfWindows([level(-1), level(0), level(1)]);
    const [row] = recordingRows(modelCard, 'valence', original, edited, null, 'value');
    expect(row!.box!.median).toBeCloseTo(0, 6);
    expect(row!.before).toBeCloseTo(0.19, 6);
    expect(row!.shift).toBeCloseTo(-0.19, 6);
    expect(recordingSum(original, edited, null).shift).toBeCloseTo(-0.19, 6);
  });
});

test('rows of the model are its weights, and their shares add up to one', () => {
  const rows = modelRows(modelCard, 'arousal', 'value');
  expect(rows.map(({ bar }) => bar)).toEqual(modelCard.head.weights[1]);
  expect(rows.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 12);
  expect(inOrder(rows, 'size')[0]!.name).toBe('articulation');
  expect(inOrder(rows, 'model')).toBe(rows);
});

test('the axis is made of everything a row draws', () => {
  const spread = { p5: -0.2, p25: 0, median: 0.1, p75: 0.2, p95: 0.7 };
  const [row] = modelRows(modelCard, 'valence', 'value');
  expect(drawnIn({ ...row!, library: spread, moment: 0.4 })).toEqual([0.19, 0.4, -0.2, 0.7]);
});
