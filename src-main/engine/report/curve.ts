import { round } from './svg.ts';

/** One value over a recording, a point a window. */
export interface Curve {
  readonly label: string;
  /** Of the prediction interval, drawn as a band; null without one. */
  readonly halfWidth: number | null;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  /** The window, in seconds. */
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** False where the sound is unlike what the model was made for: no band is drawn there. */
  readonly known: boolean;
}

/** The middle of a point's window. */
export const timeOf = ({ start, end }: CurvePoint): number => (start + end) / 2;

/** Places a value in a picture. */
export interface Scale {
  readonly x: (seconds: number) => number;
  readonly y: (value: number) => number;
  readonly range: readonly [number, number];
}

/** The path of a curve's line; a lone window is a short stroke. */
export function linePath({ points }: Curve, { x, y, range }: Scale): string {
  const [only] = points;
  if (points.length === 1 && only) {
    const at = round(y(within(only.value, range)));
    return `M${round(x(only.start))} ${at}H${round(x(only.end))}`;
  }
  return points
    .map(
      (point, i) =>
        `${i === 0 ? 'M' : 'L'}${round(x(timeOf(point)))} ${round(y(within(point.value, range)))}`,
    )
    .join('');
}

/** The outlines of a curve's interval band, one for each stretch that the model knows. */
export function bandPaths({ points, halfWidth }: Curve, { x, y, range }: Scale): string[] {
  if (halfWidth === null) return [];
  return knownRuns(points).map((run) => {
    const edge = (sign: number) =>
      run.map(
        (point) => `${round(x(timeOf(point)))} ${round(y(within(point.value + sign * halfWidth, range)))}`,
      );
    return `M${[...edge(1), ...edge(-1).reverse()].join('L')}Z`;
  });
}

/** The stretches of points where the model knows the sound. */
function knownRuns(points: readonly CurvePoint[]): CurvePoint[][] {
  const runs: CurvePoint[][] = [];
  points.forEach((point, i) => {
    if (!point.known) return;
    if (i > 0 && points[i - 1]!.known) runs.at(-1)!.push(point);
    else runs.push([point]);
  });
  return runs;
}

const within = (value: number, [low, high]: readonly [number, number]) =>
  Math.min(high, Math.max(low, value));
