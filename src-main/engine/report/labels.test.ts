import { expect, test } from 'vitest';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import type { ExplainedSegment } from '../../../src-preload/contract/explanation.ts';
import { audacityLabels } from './audacity-labels.ts';
import { editMarks, type Mark, momentMark, segmentMarks } from './mark.ts';
import { reaperRegions } from './reaper-regions.ts';
import { sonicVisualiserRegions } from './sonic-visualiser-regions.ts';
import { timeValueText } from './time-value.ts';

const segment = (id: number, weight: number, from: number, selected: boolean): ExplainedSegment => ({
  id,
  weight,
  standardError: 0.0104,
  pValue: 0.001,
  selected,
  timeRange: [from, from + 1.5],
  frequencyRange: [100, 400],
  source: null,
  interval: null,
});
const explanation = {
  segments: [segment(7, 0.1234, 12, true), segment(3, -0.05, 2, true), segment(1, 0, 0, false)],
};
const step = (change: Partial<EditStep>): EditStep => ({
  id: 's',
  name: 'Hiss, "high"\tpart\n2',
  target: { kind: 'region', timeRange: [3661.25, 3670], frequencyRange: [5000, 9000] },
  complement: false,
  gainDb: -6,
  bypassed: false,
  ...change,
});
const marks: Mark[] = [
  ...segmentMarks('Dissonance', explanation),
  ...editMarks([step({})], () => explanation),
  momentMark({ start: 10, end: 20 }, 'Valence', 0.312),
];
const recording = { sampleRate: 44_100, frames: 176_400_000 };

test('Audacity gets start, end and name between tabs, and its frequencies in a second line', () => {
  expect(audacityLabels.write(marks, recording)).toBe(
    '2.000000\t3.500000\t−0.050 ± 0.010 Dissonance, segment 3\n' +
      '\\\t100.000000\t400.000000\n' +
      '12.000000\t13.500000\t+0.123 ± 0.010 Dissonance, segment 7\n' +
      '\\\t100.000000\t400.000000\n' +
      '3661.250000\t3670.000000\tHiss, "high" part 2, −6.0 dB\n' +
      '\\\t5000.000000\t9000.000000\n' +
      '10.000000\t20.000000\tMoment, Valence +0.31\n',
  );
});

test('Reaper gets regions with names in quotes where they hold a comma', () => {
  expect(reaperRegions.write(marks, recording)).toBe(
    '#,Name,Start,End,Length\n' +
      'R1,"−0.050 ± 0.010 Dissonance, segment 3",0:02.000,0:03.500,0:01.500\n' +
      'R2,"+0.123 ± 0.010 Dissonance, segment 7",0:12.000,0:13.500,0:01.500\n' +
      'R3,"Hiss, ""high"" part 2, −6.0 dB",1:01:01.250,1:01:10.000,0:08.750\n' +
      'R4,"Moment, Valence +0.31",0:10.000,0:20.000,0:10.000\n',
  );
});

test('Sonic Visualiser gets a region layer in samples, at the middle of its frequencies', () => {
  expect(sonicVisualiserRegions.write(marks.slice(1), recording)).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE sonic-visualiser>
<sv>
  <data>
    <model id="0" name="" sampleRate="44100" start="0" end="176400000" type="sparse" dimensions="3" resolution="1" notifyOnAdd="true" dataset="1" subtype="region" valueQuantization="0" minimum="0" maximum="6708.204" units="Hz"/>
    <dataset id="1" dimensions="3">
      <point frame="529200" value="200" duration="66150" label="+0.123 ± 0.010 Dissonance, segment 7"/>
      <point frame="161461125" value="6708.204" duration="385875" label="Hiss, &#34;high&#34; part 2, −6.0 dB"/>
      <point frame="441000" value="0" duration="441000" label="Moment, Valence +0.31"/>
    </dataset>
  </data>
  <display>
    <layer id="2" type="regions" name="Mezzo" model="0" verticalScale="0" plotStyle="0" colourName="Purple" colour="#c832ff" darkBackground="false"/>
  </display>
</sv>
`,
  );
});

test('a curve is time and value, line by line', () => {
  expect(
    timeValueText([
      { time: 5, value: -0.25 },
      { time: 5.5, value: 1 / 3 },
    ]),
  ).toBe('5.000000,-0.250000\n5.500000,0.333333\n');
});

test('a step on segments is a mark for each of them, and says when it is silent, turned round or bypassed', () => {
  const target = { kind: 'segments' as const, explanationId: 'e', segmentIds: [7, 3] };
  const asked: string[] = [];
  const made = editMarks(
    [step({ name: 'Two', target, gainDb: null, complement: true, bypassed: true })],
    (id) => {
      asked.push(id);
      return explanation;
    },
  );
  expect(asked).toEqual(['e']);
  expect(made.map(({ name, start }) => [name, start])).toEqual([
    ['All but: Two, −∞ dB (bypassed)', 2],
    ['All but: Two, −∞ dB (bypassed)', 12],
  ]);
});

test('a lasso is marked by the box around it', () => {
  const target: EditStep['target'] = {
    kind: 'lasso',
    points: [
      [2, 300],
      [5, 900],
      [4, 200],
    ],
  };
  const [mark] = editMarks([step({ name: 'Cry', target })], () => explanation);
  expect(mark).toMatchObject({ start: 2, end: 5, frequencyRange: [200, 900] });
});
