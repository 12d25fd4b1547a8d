import type { ModelCard } from '../../../src-preload/contract/domain.ts';
import type { ListedTrack, TrackSort } from '../../../src-preload/contract/track-list.ts';
import type { Column } from '../../stores/library-table.ts';
import { formatNumber, formatSigned, formatTime, labelOf } from '../../ui/format.ts';

/** What a column is called, how wide it is (rem), and what a press on its heading sorts by. */
export interface ColumnLook {
  readonly label: string;
  readonly width: number;
  readonly sort: TrackSort | null;
  /** Numbers stand at the right. */
  readonly numeric: boolean;
}

const LOOKS: Record<Exclude<Column['kind'], 'emotion' | 'midLevel'>, ColumnLook> = {
  duration: { label: 'Length', width: 5, sort: { by: 'duration' }, numeric: true },
  rating: { label: 'Rating', width: 6.5, sort: { by: 'rating' }, numeric: false },
  tags: { label: 'Tags', width: 12, sort: null, numeric: false },
  imported: { label: 'Added', width: 6.5, sort: { by: 'imported' }, numeric: true },
  curve: { label: 'Curve', width: 9, sort: null, numeric: false },
};

/** @param scale the least and the greatest value that the curves in the rows can show. */
export function lookOf(
  column: Column,
  model: ModelCard | null,
  curve: string,
  [low, high]: readonly [number, number],
): ColumnLook {
  if (column.kind === 'curve') {
    const scale = low === -high ? `±${formatNumber(high)}` : `${formatNumber(low)}–${formatNumber(high)}`;
    return { ...LOOKS.curve, label: `${labelOf(curve)} ${scale}` };
  }
  if (column.kind !== 'emotion' && column.kind !== 'midLevel') return LOOKS[column.kind];
  const { kind: by, name } = column;
  const outputs = by === 'emotion' ? model?.emotions : model?.midLevel;
  const label = outputs?.find((output) => output.name === name)?.label ?? labelOf(name);
  return { label, width: 6, sort: { by, name }, numeric: true };
}

/** Every column that the table can have with this model, in the order of its groups. */
export function columnGroups(
  model: ModelCard | null,
): readonly { readonly title: string; readonly columns: readonly Column[] }[] {
  return [
    {
      title: 'Recording',
      columns: (['duration', 'rating', 'curve', 'tags', 'imported'] as const).map((kind) => ({ kind })),
    },
    { title: 'Emotions', columns: model?.emotions.map(({ name }) => ({ kind: 'emotion', name })) ?? [] },
    {
      title: 'Mid-level features',
      columns: model?.midLevel.map(({ name }) => ({ kind: 'midLevel', name })) ?? [],
    },
  ];
}

/** The text of a cell that is nothing but text; a value that was not predicted is a dash. */
export function cellText(column: Column, track: ListedTrack): string {
  switch (column.kind) {
    case 'duration':
      return formatTime(track.duration, 0);
    case 'imported':
      return track.importedAt.slice(0, 10);
    case 'tags':
      return track.tags.join(', ');
    case 'emotion':
      return valueText(track.values?.emotions[column.name]);
    case 'midLevel':
      return valueText(track.values?.midLevel[column.name]);
    case 'rating':
    case 'curve':
      return '';
  }
}

const valueText = (value: number | undefined) => (value === undefined ? '–' : formatSigned(value));
