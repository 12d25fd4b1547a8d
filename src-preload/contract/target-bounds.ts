import type { EditTarget } from './domain.ts';

/** Where something lies in time (s) and frequency (Hz). */
interface Bounds {
  readonly timeRange: readonly [number, number];
  readonly frequencyRange: readonly [number, number];
}

/** The box around an outline of [seconds, hertz]. */
export function outlineBounds(outline: readonly (readonly [number, number])[]): Bounds {
  const range = (axis: 0 | 1): readonly [number, number] => {
    const values = outline.map((point) => point[axis]);
    return [Math.min(...values), Math.max(...values)];
  };
  return { timeRange: range(0), frequencyRange: range(1) };
}

/** The box around a target that says itself where it lies; a source has no bounds in frequency. */
export function targetBounds(
  target: Exclude<EditTarget, { kind: 'segments' }>,
): Pick<Bounds, 'timeRange'> & { readonly frequencyRange: Bounds['frequencyRange'] | null } {
  if (target.kind === 'lasso') return outlineBounds(target.points);
  return target.kind === 'region' ? target : { timeRange: target.timeRange, frequencyRange: null };
}
