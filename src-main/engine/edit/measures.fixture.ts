/** Hz, from the first to the last upward crossing of zero between two seconds. */
export function frequencyOf(samples: Float32Array, rate: number, from: number, to: number): number {
  const crossings: number[] = [];
  for (let n = Math.round(from * rate); n < to * rate; n++) {
    const [a, b] = [samples[n - 1]!, samples[n]!];
    if (a < 0 && b >= 0) crossings.push(n - b / (b - a));
  }
  return ((crossings.length - 1) * rate) / (crossings.at(-1)! - crossings[0]!);
}

/** RMS of each millisecond. */
export function envelopeOf(samples: Float32Array, rate: number): Float64Array {
  return Float64Array.from({ length: Math.floor((1000 * samples.length) / rate) }, (_, ms) =>
    Math.sqrt(
      samples
        .subarray((ms * rate) / 1000, ((ms + 1) * rate) / 1000)
        .reduce((sum, sample) => sum + sample ** 2, 0),
    ),
  );
}
