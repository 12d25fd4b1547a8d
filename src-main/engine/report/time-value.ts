/** A curve as lines of time and value, six decimals each and no heading: the layer that Sonic Visualiser and others read. */
export function timeValueText(points: readonly { readonly time: number; readonly value: number }[]): string {
  return points.map(({ time, value }) => `${time.toFixed(6)},${value.toFixed(6)}\n`).join('');
}
