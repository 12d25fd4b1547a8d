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

/**
 * One scale for all curves that are shown, so that rows can be compared: as far on both sides of zero as the values reach, in steps of a
 * quarter of the emotion's range; the whole range where that has no zero inside.
 */
export function curveScale(
  curves: Iterable<readonly number[]>,
  [low, high]: readonly [number, number],
): readonly [number, number] {
  if (low >= 0 || high <= 0) return [low, high];
  const whole = Math.max(-low, high);
  let reach = 0;
  for (const curve of curves) for (const value of curve) reach = Math.max(reach, Math.abs(value));
  const scale = (whole * Math.min(4, Math.max(1, Math.ceil((4 * reach) / whole)))) / 4;
  return [-scale, scale];
}

function heightOf(value: number, [low, high]: readonly [number, number]): number {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return HEIGHT * (1 - share);
}
