import type { Place } from './emotion-path.ts';

type Range = readonly [number, number];

/** Side of the square plot in units of the drawing, and where it lies in it. */
export const PLOT = { left: 34, top: 6, side: 262, width: 308, height: 292 } as const;

/** Places of the valence–arousal plane on the drawing; arousal runs upwards. */
export interface PlaneScale {
  x(valence: number): number;
  y(arousal: number): number;
  /** The place under a point of the drawing. */
  placeAt(x: number, y: number): Place;
  readonly valence: Range;
  readonly arousal: Range;
}

/** Beyond the model's range a place is drawn at the edge. */
export function planeScale(valence: Range, arousal: Range): PlaneScale {
  const fraction = (value: number, [from, to]: Range) =>
    Math.min(1, Math.max(0, (value - from) / (to - from)));
  return {
    valence,
    arousal,
    x: (value) => PLOT.left + PLOT.side * fraction(value, valence),
    y: (value) => PLOT.top + PLOT.side * (1 - fraction(value, arousal)),
    placeAt: (x, y) => ({
      valence: valence[0] + ((x - PLOT.left) / PLOT.side) * (valence[1] - valence[0]),
      arousal: arousal[1] - ((y - PLOT.top) / PLOT.side) * (arousal[1] - arousal[0]),
    }),
  };
}
