import type { Curves } from '../../stores/session.ts';
import type { Interval } from '../interval-band.ts';
import type { Curve } from './curves-layer.ts';

/** How a curve is drawn. */
export interface Look {
  readonly colour: number;
  readonly range: readonly [number, number];
}

/** Bands of the curves whose half width the model gives. */
export function intervalsOf(
  curves: Curves,
  names: readonly string[],
  halfWidths: Readonly<Record<string, number>>,
  look: (name: string, curves: Curves) => Look,
): Interval[] {
  return names.flatMap((name) => {
    const halfWidth = halfWidths[name];
    return halfWidth === undefined ? [] : [{ curves, name, halfWidth, ...look(name, curves) }];
  });
}

/** Lines of the original; with an edit the original steps back behind the edited ones. */
export function linesOf(
  curves: Curves | null,
  edited: Curves | null,
  names: readonly string[],
  look: (name: string, curves: Curves | null) => Look,
): Curve[] {
  const lines: Curve[] = [];
  for (const name of names) {
    if (curves)
      lines.push({
        curves,
        name,
        ...look(name, curves),
        alpha: edited ? 0.45 : 1,
        width: edited ? 1.25 : 1.75,
      });
    if (edited) lines.push({ curves: edited, name, ...look(name, edited), alpha: 1, width: 2.25 });
  }
  return lines;
}
