/** The visible stretch of a recording, in seconds; 0 ≤ from < to ≤ duration. */
export interface Viewport {
  readonly from: number;
  readonly to: number;
}

/** The shortest stretch that can be shown, in seconds. */
export const SHORTEST_VIEW = 0.01;

/** The stretch of this length nearest to `from` that lies inside the recording. */
export function place(from: number, length: number, duration: number): Viewport {
  const total = Math.max(duration, SHORTEST_VIEW);
  const span = Math.min(Math.max(length, SHORTEST_VIEW), total);
  const start = Math.min(Math.max(0, from), total - span);
  return { from: start, to: start + span };
}

/** Zooms by `factor` (above 1 shows less) so that the time `anchor` keeps its place on the screen. */
export function zoomAt({ from, to }: Viewport, factor: number, anchor: number, duration: number): Viewport {
  const length = Math.min(Math.max((to - from) / factor, SHORTEST_VIEW), Math.max(duration, SHORTEST_VIEW));
  const share = (anchor - from) / (to - from);
  return place(anchor - share * length, length, duration);
}

/** Moves the view by `seconds`, stopping at the ends. */
export function panBy({ from, to }: Viewport, seconds: number, duration: number): Viewport {
  return place(from + seconds, to - from, duration);
}

/** The view moved just so far that `time` is in it; the same object when it is already. Pages forwards like a score. */
export function follow(view: Viewport, time: number, duration: number): Viewport {
  const length = view.to - view.from;
  if (time >= view.from && time <= view.to) return view;
  return place(time - 0.05 * length, length, duration);
}
