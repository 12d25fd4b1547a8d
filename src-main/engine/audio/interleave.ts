/** Calls `put` with every sample in interleaved order. */
export function eachSample(
  channels: readonly Float32Array[],
  count: number,
  put: (value: number, index: number) => void,
): void {
  for (let n = 0, i = 0; n < count; n++)
    for (let c = 0; c < channels.length; c++, i++) put(channels[c]![n]!, i);
}
