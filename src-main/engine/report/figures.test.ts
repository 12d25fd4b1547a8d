import { expect, test } from 'vitest';
import type { ExplainedSegment } from '../../../src-preload/contract/explanation.ts';
import { csvText } from './csv.ts';
import type { Curve } from './curve.ts';
import { deletionFigure } from './deletion-figure.ts';
import { effectsFigure } from './effects-figure.ts';
import { emotionsFigure } from './emotions-figure.ts';
import { explanationFigure } from './explanation-figure.ts';
import type { Figure } from './figure.ts';
import { midLevelFigure } from './mid-level-figure.ts';
import { faultOf } from './well-formed.fixture.ts';

const HOSTILE = `"><script>alert(1)</script> & 'Étude' ]]> \u0007`;
const origin = { recording: HOSTILE, model: 'Tiny 1.0', key: '' };
const point = (start: number, value: number, known = true) => ({ start, end: start + 10, value, known });
const curves: Curve[] = [
  { label: 'Valence', halfWidth: 0.25, points: [point(0, 0.5), point(0.5, 0.25), point(1, 2, false)] },
  { label: 'Arousal', halfWidth: null, points: [point(0, -0.5), point(0.5, -0.25), point(1, 0)] },
];
const segment = (id: number, weight: number, selected: boolean): ExplainedSegment => ({
  id,
  weight,
  standardError: 0.01,
  pValue: 0.5,
  selected,
  timeRange: [id, id + 1],
  frequencyRange: [100, 200],
  source: null,
  interval: id === 0 ? [0.1, 0.3] : null,
});

const figures: Record<string, Figure> = {
  effects: effectsFigure({
    origin,
    emotion: 'Valence',
    range: [-1, 1],
    where: '0.0–10.0 s',
    value: 0.15,
    intercept: 0.05,
    halfWidth: 0.42,
    editedValue: 0.3,
    parts: [
      { label: 'Melodiousness', value: 1, effect: 0.2, relative: 2 / 3, edited: { value: 1.5, effect: 0.3 } },
      { label: HOSTILE, value: -1, effect: -0.1, relative: 1 / 3, edited: { value: -0.5, effect: -0.05 } },
    ],
    sentence: 'Valence is +0.15.',
  }),
  emotions: emotionsFigure({ origin, duration: 12, curves, note: 'The original.', range: [-1, 1] }),
  midLevel: midLevelFigure({ origin, duration: 12, curves, note: 'The original.' }),
  explanation: explanationFigure({
    origin,
    feature: HOSTILE,
    unit: 'standard deviations',
    window: { start: 10, end: 12 },
    frames: 3,
    bands: 2,
    labels: Int32Array.of(0, 0, 0, 1, 1, 1),
    frameSeconds: 0.5,
    bandEdges: [50, 100, 200],
    segments: [segment(0, 0.2, true), segment(1, -0.1, true)],
    note: 'R² 0.50.',
    picture: null,
  }),
  deletion: deletionFigure({
    origin,
    feature: 'Dissonance',
    unit: 'standard deviations',
    where: '0.0–10.0 s',
    trust: {
      reason: HOSTILE,
      deletion: { explained: [1, 0.2, 0], random: [1, 0.5, 0], loudest: [1, 0.6, 0] },
      insertion: { explained: [0, 0.8, 1], random: [0, 0.5, 1], loudest: [0, 0.4, 1] },
    },
  }),
};

test.each(Object.keys(figures))(
  '%s is one well-formed SVG with a title, a description and nothing from elsewhere',
  (name) => {
    const { svg } = figures[name]!;
    expect(faultOf(svg)).toBeNull();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="760" height="\d+"/);
    expect(svg).toMatch(/<title id="[\w-]+">[^<]+<\/title><desc id="[\w-]+">[^<]+<\/desc>/);
    expect(svg).not.toMatch(/<script|(href|src)="(?!data:)|url\((?!#)|@import/);
  },
);

test('no coordinate of a figure is missing', () => {
  for (const { svg } of Object.values(figures)) expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('the bars of the effects start at zero and are as long as the effects', () => {
  const bars = [
    ...figures.effects!.svg.matchAll(
      /<rect x="([\d.]+)" y="\d+" width="([\d.]+)" height="14" fill="([^"]+)"/g,
    ),
  ];
  const [plus, minus, intercept] = bars.map(([, x, width, fill]) => ({
    x: Number(x),
    width: Number(width),
    fill,
  }));
  expect(plus!.width).toBeCloseTo(2 * minus!.width, 1);
  expect(plus!.width).toBeCloseTo(4 * intercept!.width, 1);
  expect(plus!.x).toBeCloseTo(minus!.x + minus!.width, 1);
  expect([plus!.fill, minus!.fill]).toEqual(['#c4650c', 'url(#effects-hatch)']);
});

test('the effects are written with their sum', () => {
  expect(csvText(figures.effects!.rows).replaceAll(HOSTILE.replaceAll('"', '""'), 'x')).toBe(
    `part,value (SD),effect,share,edited value (SD),edited effect,half width of interval
Melodiousness,1,0.2,0.6666666666666666,1.5,0.3,
"x",-1,-0.1,0.3333333333333333,-0.5,-0.05,
Intercept,,0.05,,,0.05,
Valence,,0.15,,,0.3,0.42
`,
  );
});

test('curves are written window by window with the ends of their intervals', () => {
  expect(csvText(figures.emotions!.rows)).toBe(
    `time (s),from (s),to (s),Valence,Valence low,Valence high,Arousal,known to the model
5,0,10,0.5,0.25,0.75,-0.5,yes
5.5,0.5,10.5,0.25,0,0.5,-0.25,yes
6,1,11,2,1.75,2.25,0,no
`,
  );
});

test('the band of an interval is drawn where the sound is known, and a value beyond the scale at its edge', () => {
  const { svg } = figures.emotions!;
  const [band, line] = [
    /<path d="(M[^"]+Z)" fill="#0b6fa4"/.exec(svg)![1]!,
    /<path d="(M[^"Z]+)" fill="none" stroke="#0b6fa4"/.exec(svg)![1]!,
  ];
  expect(band.match(/[ML]/g)).toHaveLength(4);
  const heights = [...line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((match) => Number(match[1]));
  expect(heights).toEqual([124, 154, 64]);
});

test('every segment is drawn where its cells are, and the borders of the marked ones', () => {
  const { svg } = figures.explanation!;
  expect(svg).toContain('<path d="M0 1h2v1h-2zM0 0h1v1h-1z" fill="#c4650c" fill-opacity="0.75"/>');
  expect(svg).toContain('<path d="M2 1h1v1h-1zM1 0h2v1h-2z" fill="#1a6fb0"');
  expect(svg).toContain('<path d="M0 2H2M1 1H2M0 0H1M0 2V0M1 1V0M2 2V1" fill="none"');
  expect(svg).toContain('stroke-dasharray="4 3"');
  expect(svg).toContain('>+0.20</text>');
});

test('deletion and insertion are written in steps of their share', () => {
  expect(figures.deletion!.rows.slice(1)).toEqual([
    [0, 1, 1, 1, 0, 0, 0],
    [50, 0.2, 0.5, 0.6, 0.8, 0.5, 0.4],
    [100, 0, 0, 0, 1, 1, 1],
  ]);
});
