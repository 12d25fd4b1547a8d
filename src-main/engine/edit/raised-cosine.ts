/**
 * A smooth step from 0 to 1 around `edge`: 0 below edge − width/2, 1 above edge + width/2, half a cosine between.
 * Two steps with their edges in order make a window that is never negative, and neighbouring windows add up to 1.
 * An edge at −∞ gives 1 everywhere, at +∞ gives 0; width 0 gives a hard step.
 */
export function raisedCosineStep(x: number, edge: number, width: number): number {
  if (x <= edge - width / 2) return 0;
  if (x >= edge + width / 2) return 1;
  return 0.5 + 0.5 * Math.sin((Math.PI * (x - edge)) / width);
}
