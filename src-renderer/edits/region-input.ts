/** A region as it is typed: seconds and hertz. */
export interface RegionInput {
  readonly t0: number;
  readonly t1: number;
  readonly f0: number;
  readonly f1: number;
}

/** What is wrong with a typed region, in one sentence; null when it can be used. */
export function regionProblem({ t0, t1, f0, f1 }: RegionInput, duration: number): string | null {
  if (t1 <= t0) return 'The region must end after it starts.';
  if (t0 >= duration) return `The region starts after the end of the recording at ${duration.toFixed(2)} s.`;
  if (f1 <= f0) return 'The upper frequency must lie above the lower one.';
  return null;
}
