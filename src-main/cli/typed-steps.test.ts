import { describe, expect, test } from 'vitest';
import { editStep } from '../../src-preload/contract/domain.ts';
import { lassoStep, pitchStep, regionStep, sourceStep, tempoStep } from './typed-steps.ts';

describe('a target as it is typed', () => {
  test('is a region', () => {
    expect(regionStep('10,12.5,200,2000,-inf', 0)).toMatchObject({
      name: 'Region 1',
      gainDb: null,
      target: { kind: 'region', timeRange: [10, 12.5], frequencyRange: [200, 2000] },
    });
  });

  test('is an outline with its gain at the end', () => {
    const step = lassoStep('2,200 6,200  4,3000.5 -6', 1);
    expect(step).toMatchObject({
      name: 'Outline 2',
      gainDb: -6,
      target: {
        kind: 'lasso',
        points: [
          [2, 200],
          [6, 200],
          [4, 3000.5],
        ],
      },
    });
    expect(editStep.parse(step)).toEqual(step);
  });

  test('is a source, of the separator that comes with Mezzo unless another is named', () => {
    expect(sourceStep('percussive,10,20,-6', 0).target).toEqual({
      kind: 'source',
      separator: 'harmonic-percussive',
      source: 'percussive',
      timeRange: [10, 20],
    });
    expect(sourceStep('stems/vocals,0,5,-inf', 0)).toMatchObject({
      gainDb: null,
      target: { separator: 'stems', source: 'vocals' },
    });
  });

  test('is a stretch of time at another pitch or tempo', () => {
    const target = { kind: 'time', timeRange: [10, 20.5] };
    const [pitch, tempo] = [pitchStep('10,20.5,-4.5', 0), tempoStep('10,20.5,0.9', 1)];
    expect(pitch).toMatchObject({ name: 'Pitch 1', target, gainDb: 0, semitones: -4.5 });
    expect(tempo).toMatchObject({ name: 'Tempo 2', target, gainDb: 0, tempo: 0.9 });
    expect(editStep.parse(pitch)).toEqual(pitch);
    expect(editStep.parse(tempo)).toEqual(tempo);
  });
});

test.each([
  ['2,200 6,200 -6', '--lasso takes three corners or more'],
  ['2,200 6,200 4,3000', '--lasso takes three corners or more'],
  ['2,200 6,200 4,3000 5,1000', '--lasso takes three corners or more'],
  ['2,200 6,-1 4,3000 -6', '“6,-1” is no corner'],
  ['2,200 6 4,3000 -6', '“6” is no corner'],
  ['2,200 6,200 4,3000 40', 'from -120 to 12'],
  ['', '--lasso takes three corners or more'],
])('the lasso “%s” is refused with a sentence', (text, sentence) => {
  expect(() => lassoStep(text, 0)).toThrow(sentence);
});

test.each([['percussive,10,-6'], [',1,2,-6'], ['percussive,3,2,-6'], ['percussive,1,2,-6,7']])(
  'the source “%s” is refused with a sentence',
  (text) => {
    expect(() => sourceStep(text, 0)).toThrow('--source takes NAME,T0,T1,DB');
  },
);

test.each([
  ['1,4', '--tempo takes T0,T1,FACTOR'],
  ['4,1,1.5', '--tempo takes T0,T1,FACTOR'],
  ['-1,4,1.5', '--tempo takes T0,T1,FACTOR'],
  ['1,4,1.5,2', '--tempo takes T0,T1,FACTOR'],
  ['1,4,2.1', '--tempo takes a number from 0.5 to 2, not “2.1”'],
  ['1,4,0.4', 'from 0.5 to 2'],
  ['1,4,112%', 'from 0.5 to 2'],
])('the tempo “%s” is refused with a sentence', (text, sentence) => {
  expect(() => tempoStep(text, 0)).toThrow(sentence);
});
