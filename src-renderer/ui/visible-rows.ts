/** Which rows of a long list to draw: those in sight and a few around them. */
export interface RowWindow {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

const AROUND = 6;

/** Lengths in pixels; `rowHeight` above 0. */
export function visibleRows(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - AROUND);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + AROUND);
  return { first: Math.min(first, end), end };
}

/** As many rows as are drawn at most, wherever the list is scrolled to. */
export const mostRows = (height: number, rowHeight: number): number =>
  Math.ceil(height / rowHeight) + 1 + 2 * AROUND;

/** The scroll position that brings a row into sight with the least movement, its heading of one row taken into account. */
export function scrollTopFor(row: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = row * rowHeight;
  const sight = height - rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + sight ? top + rowHeight - sight : scrollTop;
}
