import { bandPaths, type Curve, linePath, type Scale, timeOf } from './curve.ts';
import type { Figure, Origin } from './figure.ts';
import {
  COLOURS,
  DASHES,
  HEAD,
  line,
  paragraph,
  rangeText,
  round,
  svgFile,
  text,
  tickText,
  timeAxis,
  upwards,
} from './svg.ts';
import { ticksOf } from './ticks.ts';

export interface CurvesInput {
  readonly origin: Origin;
  /** Seconds. */
  readonly duration: number;
  readonly curves: readonly Curve[];
  /** A sentence about the sound: the original, or with edits; and what the bands are. */
  readonly note: string;
}

const [WIDTH, PLOT, LEFT, RIGHT] = [760, 240, 70, 640];
/** Labels at the end of the lines keep this distance. */
const LABEL = 14;

/** Emotions over time in one picture, each in the band of its prediction interval where it has one. */
export function emotionsFigure(input: CurvesInput & { readonly range: readonly [number, number] }): Figure {
  const { origin, duration, curves, note, range } = input;
  const [top, bottom] = [HEAD + 8, HEAD + 8 + PLOT];
  const scale: Scale = {
    x: (seconds) => LEFT + (seconds / duration) * (RIGHT - LEFT),
    y: (value) => top + ((range[1] - value) / (range[1] - range[0])) * PLOT,
    range,
  };
  const ticks = ticksOf(range[0], range[1], 4);
  const words = paragraph(16, bottom + 58, note, WIDTH - 32);
  const body = [
    ...ticks.map(
      (at) =>
        line(LEFT, scale.y(at), RIGHT, scale.y(at), at === 0 ? 'z' : 'g') +
        text(LEFT - 8, scale.y(at) + 4, tickText(at, ticks), 'e n m'),
    ),
    upwards(16, (top + bottom) / 2, `Value, ${rangeText(range)}`),
    timeAxis(scale.x, [0, duration], top, bottom),
    ...curves.map((curve, i) => drawn(curve, scale, i)),
    ...labels(curves, scale, top),
    words.svg,
  ].join('');
  return {
    svg: svgFile({
      id: `emotions${origin.key}`,
      width: WIDTH,
      height: words.next,
      title: 'Emotions over time',
      subtitle: `${origin.recording}. ${origin.model}`,
      desc: curvesSentence(curves),
      body,
    }),
    rows: curveRows(curves),
  };
}

function drawn(curve: Curve, scale: Scale, i: number): string {
  const colour = COLOURS[i % COLOURS.length];
  const dash = DASHES[i % DASHES.length];
  const bands = bandPaths(curve, scale).map(
    (path) => `<path d="${path}" fill="${colour}" fill-opacity="0.12"/>`,
  );
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `${bands.join('')}<path d="${linePath(curve, scale)}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"${dashed}/>`;
}

/** Names at the ends of the lines, moved apart where they would lie on each other. */
function labels(curves: readonly Curve[], { y, range }: Scale, top: number): string[] {
  const ends = curves
    .map(({ label, points }, i) => {
      const last = points.at(-1)?.value ?? 0;
      return { label, i, at: y(Math.min(range[1], Math.max(range[0], last))) };
    })
    .sort((a, b) => a.at - b.at);
  let free = top;
  return ends.map(({ label, i, at }) => {
    const place = Math.max(at, free);
    free = place + LABEL;
    const dash = DASHES[i % DASHES.length];
    const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
    const colour = COLOURS[i % COLOURS.length];
    return `<line x1="${RIGHT + 8}" x2="${RIGHT + 28}" y1="${round(place)}" y2="${round(place)}" stroke="${colour}" stroke-width="2"${dashed}/>${text(RIGHT + 34, place + 4, label)}`;
  });
}

/** What curves say, for those who do not see them: each one's span. */
export function curvesSentence(curves: readonly Curve[]): string {
  return curves
    .map(({ label, points }) => {
      const values = points.map(({ value }) => value);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return points.length === 0
        ? `${label} has no values.`
        : `${label} lies between ${low.toFixed(2)} and ${high.toFixed(2)}.`;
    })
    .join(' ');
}

/** A row a window: its time, every value, and the ends of the intervals where there are some. */
export function curveRows(curves: readonly Curve[]): Figure['rows'] {
  const columns = curves.flatMap(({ label, halfWidth }) =>
    halfWidth === null ? [label] : [label, `${label} low`, `${label} high`],
  );
  const windows = curves[0]?.points ?? [];
  return [
    ['time (s)', 'from (s)', 'to (s)', ...columns, 'known to the model'],
    ...windows.map((window, i) => [
      timeOf(window),
      window.start,
      window.end,
      ...curves.flatMap(({ points, halfWidth }) => {
        const value = points[i]!.value;
        return halfWidth === null ? [value] : [value, value - halfWidth, value + halfWidth];
      }),
      window.known ? 'yes' : 'no',
    ]),
  ];
}
