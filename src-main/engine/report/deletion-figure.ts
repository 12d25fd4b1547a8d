import type { Trust } from '../../../src-preload/contract/explanation.ts';
import type { Figure, Origin } from './figure.ts';
import { COLOURS, DASHES, HEAD, line, paragraph, round, svgFile, text, tickText, upwards } from './svg.ts';
import { ticksOf } from './ticks.ts';

export interface DeletionInput {
  readonly origin: Origin;
  readonly feature: string;
  readonly unit: string;
  readonly where: string;
  readonly trust: Pick<Trust, 'deletion' | 'insertion' | 'reason'>;
}

const KINDS = ['explained', 'random', 'loudest'] as const;
const NAMES = { explained: 'by weight', random: 'at random', loudest: 'loudest first' } as const;
const [WIDTH, PLOT, LEFT, GAP, PANEL] = [760, 200, 78, 40, 305];

/** The explained value while parts are taken away, and while they are put in, in three orders (Petsiuk et al. 2018). */
export function deletionFigure({ origin, feature, unit, where, trust }: DeletionInput): Figure {
  const { deletion, insertion } = trust;
  const all = KINDS.flatMap((kind) => [...deletion[kind], ...insertion[kind]]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(0.01, (high - low) * 0.05);
  const [from, to] = [low - room, high + room];
  const top = HEAD + 26;
  const bottom = top + PLOT;
  const y = (value: number) => bottom - ((value - from) / (to - from)) * PLOT;
  const ticks = ticksOf(from, to, 5);
  const panel = (left: number, title: string, curves: Trust['deletion']) => {
    const x = (share: number) => left + share * PANEL;
    return [
      text(left, top - 10, title, 'b'),
      ...ticks.map((at) => line(left, y(at), left + PANEL, y(at), 'g')),
      ...[0, 0.25, 0.5, 0.75, 1].map((share) => text(x(share), bottom + 16, `${share * 100}`, 'c n m')),
      line(left, bottom, left + PANEL, bottom, 'z'),
      text(x(0.5), bottom + 34, 'Parts (% of all)', 'c m'),
      ...KINDS.map((kind, i) => strokeOf(curves[kind], x, y, i)),
    ].join('');
  };
  const second = LEFT + PANEL + GAP - 8;
  const legend = KINDS.map((kind, i) => {
    const at = LEFT + i * 140;
    return `${strokeOf(
      [0, 0],
      (share) => at + share * 26,
      () => bottom + 54,
      i,
    )}${text(at + 32, bottom + 58, NAMES[kind])}`;
  });
  const words = paragraph(16, bottom + 82, trust.reason, WIDTH - 32);
  const body = [
    ...ticks.map((at) => text(LEFT - 8, y(at) + 4, tickText(at, ticks), 'e n m')),
    upwards(20, (top + bottom) / 2, `Predicted value (${unit})`),
    panel(LEFT, 'Parts taken away', deletion),
    panel(second, 'Parts put in', insertion),
    ...legend,
    words.svg,
  ].join('');
  return {
    svg: svgFile({
      id: `deletion${origin.key}`,
      width: WIDTH,
      height: words.next,
      title: `${feature} while parts go and come`,
      subtitle: `${origin.recording}, ${where}. ${origin.model}`,
      desc: `The predicted value while parts of the sound are taken away, and while they are put in, in the order of their weights, at random, and the loudest first. ${trust.reason}`,
      body,
    }),
    rows: [
      [
        'parts (%)',
        ...['taken away', 'put in'].flatMap((way) => KINDS.map((kind) => `${way}, ${NAMES[kind]}`)),
      ],
      ...deletion.explained.map((_, i) => [
        round((100 * i) / Math.max(1, deletion.explained.length - 1)),
        ...[deletion, insertion].flatMap((curves) => KINDS.map((kind) => curves[kind][i] ?? null)),
      ]),
    ],
  };
}

function strokeOf(
  values: readonly number[],
  x: (share: number) => number,
  y: (value: number) => number,
  i: number,
): string {
  const points = values.map(
    (value, at) => `${round(x(at / Math.max(1, values.length - 1)))},${round(y(value))}`,
  );
  const dash = DASHES[i] === '' ? '' : ` stroke-dasharray="${DASHES[i]}"`;
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${COLOURS[i]}" stroke-width="2"${dash}/>`;
}
