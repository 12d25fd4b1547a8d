/** A loop in samples, [start, end). */
export interface FrameLoop {
  readonly start: number;
  readonly end: number;
}

/** A run of samples to schedule, and where playback goes on after it; null at the end of the recording. */
export interface Piece {
  readonly start: number;
  readonly count: number;
  readonly next: number | null;
}

/**
 * The next piece from sample `position`. Pieces end at multiples of `chunk` samples, at the loop's end and at the end of
 * the recording, and are at most `limit` long. A loop that lies before the position is not entered any more.
 */
export function nextPiece(
  position: number,
  loop: FrameLoop | null,
  frames: number,
  chunk: number,
  limit = chunk,
): Piece | null {
  if (position >= frames) return null;
  const inLoop = loop !== null && position < loop.end;
  const bound = inLoop ? Math.min(loop.end, frames) : frames;
  const chunkEnd = (Math.floor(position / chunk) + 1) * chunk;
  const end = Math.min(bound, chunkEnd, position + limit);
  const wraps = inLoop && end === Math.min(loop.end, frames);
  const next = wraps ? loop.start : end < frames ? end : null;
  return { start: position, count: end - position, next };
}

/** The sample that sounds `elapsed` samples after `start`, with the loop taken into account; at most `frames`. */
export function frameAfter(start: number, elapsed: number, loop: FrameLoop | null, frames: number): number {
  const straight = start + Math.max(0, elapsed);
  if (loop === null || start >= loop.end || straight < loop.end) return Math.min(straight, frames);
  return loop.start + ((straight - loop.end) % (loop.end - loop.start));
}
