/** How strictly beats keep to the tempo against where the onsets are (Ellis 2007). */
const TIGHTNESS = 100;

/**
 * The steps that best share strong onsets and distances of `period` (in steps, by the step they end at), ascending: dynamic programming
 * (Ellis, "Beat tracking by dynamic programming", JNMR 2007). A period that changes lets the beats follow the tempo.
 */
export function beatTrack(onsets: ArrayLike<number>, period: (step: number) => number): number[] {
  const steps = onsets.length;
  const score = Float64Array.from(onsets);
  const before = new Int32Array(steps).fill(-1);
  for (let step = 0; step < steps; step++) {
    const apart = period(step);
    let best = 0;
    for (let p = Math.max(0, Math.round(step - 2 * apart)); p <= step - apart / 2; p++) {
      const value = score[p]! - TIGHTNESS * Math.log((step - p) / apart) ** 2;
      if (value > best) [best, before[step]] = [value, p];
    }
    score[step]! += best;
  }
  let last = steps - 1;
  for (let step = Math.max(0, Math.ceil(steps - period(steps - 1))); step < steps; step++)
    if (score[step]! > score[last]!) last = step;
  const beats: number[] = [];
  for (let step = last; step >= 0; step = before[step]!) beats.push(step);
  return beats.reverse();
}
