/** Round figures from `from` to `to`, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticksOf(from: number, to: number, count: number): number[] {
  const raw = (to - from) / Math.max(1, count);
  if (!(raw > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw * 0.999)!;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The smallest range of round figures around all values and zero. */
export function rangeAround(values: readonly number[], least: number): [number, number] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (high - low < least) return [low < 0 ? -least : 0, high > 0 || low === 0 ? least : 0];
  const ticks = ticksOf(low, high, 4);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : high - low;
  const outward = (value: number) => Number((Math.ceil(value / step - 1e-9) * step).toPrecision(12)) || 0;
  return [-outward(-low) || 0, outward(high)];
}
