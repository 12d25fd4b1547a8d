export type Cell = string | number | null;

/**
 * Rows as CSV (RFC 4180, but lines end with a line feed): cells with a comma, a quote or a line break stand in quotes, null is empty.
 * Numbers keep all their digits and a plain hyphen.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\n`).join('');
}

/** A cell that a spreadsheet would take for a formula is led by an apostrophe: names come from other people's files. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A name on one line: tabs, line breaks and other control characters become spaces. */
export function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
