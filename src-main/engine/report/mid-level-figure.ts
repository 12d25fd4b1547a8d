import { bandPaths, linePath, type Scale } from './curve.ts';
import { type CurvesInput, curveRows, curvesSentence } from './emotions-figure.ts';
import type { Figure } from './figure.ts';
import { HEAD, line, paragraph, svgFile, text, timeAxis } from './svg.ts';

const [WIDTH, ROW, LEFT, RIGHT] = [760, 46, 190, 690];
/** Standard deviations from the middle of a row to its edge, at least. */
const LEAST = 2;

/** Mid-level features over time: a row each, all on one scale, with a line at the mean of the training music. */
export function midLevelFigure({ origin, duration, curves, note }: CurvesInput): Figure {
  const values = curves.flatMap(({ points }) => points.map(({ value }) => Math.abs(value)));
  const most = Math.ceil(values.reduce((a, b) => Math.max(a, b), LEAST));
  const top = HEAD + 8;
  const bottom = top + curves.length * ROW;
  const x = (seconds: number) => LEFT + (seconds / duration) * (RIGHT - LEFT);
  const rows = curves.map((curve, i) => {
    const middle = top + i * ROW + ROW / 2;
    const scale: Scale = {
      x,
      y: (value) => middle - (value / most) * (ROW / 2 - 3),
      range: [-most, most],
    };
    const bands = bandPaths(curve, scale).map(
      (path) => `<path d="${path}" fill="#0b6fa4" fill-opacity="0.14"/>`,
    );
    return [
      line(LEFT, middle, RIGHT, middle, 'z'),
      ...bands,
      `<path d="${linePath(curve, scale)}" fill="none" stroke="#0b6fa4" stroke-width="1.6" stroke-linejoin="round"/>`,
      text(16, middle + 4, curve.label),
      text(RIGHT + 8, middle - ROW / 2 + 13, `+${most}`, 'n m'),
      text(RIGHT + 8, middle + ROW / 2 - 4, `−${most}`, 'n m'),
      line(16, middle + ROW / 2, RIGHT, middle + ROW / 2, 'g'),
    ].join('');
  });
  const words = paragraph(
    16,
    bottom + 58,
    `Up: standard deviations from the mean of the training music. ${note}`,
    WIDTH - 32,
  );
  const body = [timeAxis(x, [0, duration], top, bottom), ...rows, words.svg].join('');
  return {
    svg: svgFile({
      id: `mid-level${origin.key}`,
      width: WIDTH,
      height: words.next,
      title: 'Mid-level features over time',
      subtitle: `${origin.recording}. ${origin.model}`,
      desc: curvesSentence(curves),
      body,
    }),
    rows: curveRows(curves),
  };
}
