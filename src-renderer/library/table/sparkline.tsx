import { formatSigned } from '../../ui/format.ts';

interface Props {
  values: readonly number[];
  /** What the values are of. */
  label: string;
  range: readonly [number, number];
}

const WIDTH = 100;
const HEIGHT = 16;

/** A curve as small as a word, over a line at zero; its lowest and highest value are its text. */
export function Sparkline({ values, label, range }: Props) {
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label} from ${formatSigned(Math.min(...values))} to ${formatSigned(Math.max(...values))}`}
    >
      <line className="sparkline-zero" x1={0} x2={WIDTH} y1={heightOf(0, range)} y2={heightOf(0, range)} />
      <polyline points={sparkPoints(values, range)} />
    </svg>
  );
}

/** The corners of the line; a single value is a level line. Values beyond the range lie at its edge. */
export function sparkPoints(values: readonly number[], range: readonly [number, number]): string {
  const drawn = values.length === 1 ? [values[0]!, values[0]!] : values;
  return drawn
    .map(
      (value, i) => `${((WIDTH * i) / (drawn.length - 1)).toFixed(1)},${heightOf(value, range).toFixed(1)}`,
    )
    .join(' ');
}

function heightOf(value: number, [low, high]: readonly [number, number]): number {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return HEIGHT * (1 - share);
}
