import { z } from 'zod';
import type { Column } from '../stores/library-table.ts';
import type { Workstation } from '../workstation.ts';
import { refreshTable } from './library-table.ts';
import { reportInTable } from './say-in-table.ts';

/** Key of the engine's settings under which the columns are kept. */
const COLUMNS_SETTING = 'libraryColumns';

const savedColumns = z.object({
  columns: z.array(
    z.union([
      z.object({ kind: z.enum(['duration', 'rating', 'tags', 'imported', 'curve']) }),
      z.object({ kind: z.enum(['emotion', 'midLevel']), name: z.string() }),
    ]),
  ),
  curve: z.string(),
});

/** Takes the columns into use that were chosen last; what cannot be read leaves them as they are. */
export async function restoreColumns({ engine, libraryTable }: Workstation): Promise<void> {
  try {
    const saved = savedColumns.safeParse((await engine.settings.get())[COLUMNS_SETTING]);
    if (saved.success) libraryTable.setState(saved.data);
  } catch {
    // Without the settings the table has its own columns; the table itself says when the engine is away.
  }
}

export const isColumn = (column: Column, other: Column): boolean =>
  JSON.stringify([column.kind, 'name' in column ? column.name : '']) ===
  JSON.stringify([other.kind, 'name' in other ? other.name : '']);

/** Shows a column at its place among the others, or hides it, and keeps the choice. */
export function toggleColumn(workstation: Workstation, column: Column): void {
  workstation.libraryTable.setState(({ columns }) => ({
    columns: columns.some((other) => isColumn(column, other))
      ? columns.filter((other) => !isColumn(column, other))
      : [...columns, column].toSorted((a, b) => placeOf(a) - placeOf(b)),
  }));
  void keepColumns(workstation);
}

/** Chooses the emotion whose curve is drawn in the rows, and keeps the choice. */
export async function chooseCurve(workstation: Workstation, curve: string): Promise<void> {
  workstation.libraryTable.setState({ curve });
  void keepColumns(workstation);
  await refreshTable(workstation);
}

const PLACES: readonly Column['kind'][] = [
  'duration',
  'rating',
  'emotion',
  'midLevel',
  'curve',
  'tags',
  'imported',
];
const placeOf = ({ kind }: Column): number => PLACES.indexOf(kind);

async function keepColumns(workstation: Workstation): Promise<void> {
  const { engine, libraryTable } = workstation;
  const { columns, curve } = libraryTable.getState();
  try {
    const value = { columns: columns.map((column) => ({ ...column })), curve };
    await engine.settings.set({ key: COLUMNS_SETTING, value });
  } catch (cause) {
    reportInTable(workstation, cause);
  }
}
