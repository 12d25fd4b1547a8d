/** A horizontal axis that contains zero; positions are 0…1 from left to right. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];

/** The axis from below the smallest to above the largest of `values` and zero, in steps of 1, 2 or 5; at least ±0.05. */
export function axisOf(values: readonly number[]): Axis {
  const span = Math.max(...values, 0) - Math.min(...values, 0);
  const step = STEPS.find((candidate) => candidate * 4 >= span) ?? span / 4;
  const steps = (value: number) => Math.ceil(Math.max(0, value) / step - 1e-9) || 0;
  const from = -steps(-Math.min(...values, 0)) * step;
  const to = steps(Math.max(...values, 0)) * step;
  return from === 0 && to === 0 ? { from: -step, to: step } : { from: from || 0, to };
}

/** Where a value lies on the axis; beyond its ends, at the end. */
export function positionOn({ from, to }: Axis, value: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
