import type { ExplainedSegment } from '../../src-preload/contract/explanation.ts';

type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

type Place = Pick<ExplainedSegment, 'id' | 'timeRange' | 'frequencyRange'>;

/** Middle of a segment: seconds, and octaves above 1 Hz. */
function middleOf({ timeRange, frequencyRange }: Place): { time: number; octave: number } {
  const [low, high] = frequencyRange;
  return {
    time: (timeRange[0] + timeRange[1]) / 2,
    octave: Math.log2(Math.max(1, low) * Math.max(1, high)) / 2,
  };
}

/**
 * The id of the nearest segment in a direction, or the one itself when there is none further. A second counts as an octave;
 * a step across the direction counts three times. Without a start: the segment that begins first.
 */
export function neighbour(
  segments: readonly Place[],
  from: number | null,
  direction: Direction,
): number | null {
  const start = segments.find((segment) => segment.id === from);
  if (!start) {
    return (
      segments.reduce<Place | null>(
        (first, one) => (first && first.timeRange[0] <= one.timeRange[0] ? first : one),
        null,
      )?.id ?? null
    );
  }
  const origin = middleOf(start);
  let best = start;
  let least = Number.POSITIVE_INFINITY;
  for (const segment of segments) {
    const { time, octave } = middleOf(segment);
    const right = time - origin.time;
    const up = octave - origin.octave;
    const along = { ArrowLeft: -right, ArrowRight: right, ArrowUp: up, ArrowDown: -up }[direction];
    const across = Math.abs(direction === 'ArrowLeft' || direction === 'ArrowRight' ? up : right);
    const distance = along + 3 * across;
    if (segment.id !== start.id && along > 1e-9 && along >= across && distance < least) {
      least = distance;
      best = segment;
    }
  }
  return best.id;
}
