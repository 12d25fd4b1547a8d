import type { Measure, PlotRow } from './plot-row.ts';
import { SpreadTable } from './spread-table.tsx';

/** The band behind the effects plot as a table; nothing where none is drawn. */
export function LibraryTable({
  rows,
  recordings,
  measure,
}: {
  rows: readonly PlotRow[];
  recordings: number;
  measure: Measure;
}) {
  if (recordings === 0) return null;
  const lines = rows.flatMap((row) => (row.library ? [{ ...row, spread: row.library }] : []));
  return (
    <SpreadTable
      caption={`Library, ${recordings} recordings`}
      rows={lines}
      measure={measure}
      withMoment={false}
    />
  );
}
