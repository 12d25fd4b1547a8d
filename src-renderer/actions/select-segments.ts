import type { Workstation } from '../workstation.ts';

export type SelectionMode = 'replace' | 'add' | 'subtract';

/** The selection after `ids` were picked in this mode. Picking exactly what is selected clears it. */
export function combineSelection(
  selected: ReadonlySet<number>,
  ids: readonly number[],
  mode: SelectionMode,
): ReadonlySet<number> {
  if (mode === 'add') return new Set([...selected, ...ids]);
  if (mode === 'subtract') return new Set([...selected].filter((id) => !ids.includes(id)));
  const same = ids.length === selected.size && ids.every((id) => selected.has(id));
  return same ? new Set() : new Set(ids);
}

/** Selects segments of the open explanation; a selection of segments takes the place of a free region. */
export function selectSegments(
  { explanation, view }: Workstation,
  ids: readonly number[],
  mode: SelectionMode,
): void {
  const selected = combineSelection(explanation.getState().selected, ids, mode);
  explanation.setState({ selected });
  if (selected.size > 0) view.setState({ region: null });
}

/** Selects the segments that the selection rule marked and whose weight has this sign. */
export function selectBySign(workstation: Workstation, sign: 1 | -1): void {
  const segments = workstation.explanation.getState().current?.segments ?? [];
  const ids = segments.filter((s) => s.selected && Math.sign(s.weight) === sign).map((s) => s.id);
  workstation.explanation.setState({ selected: new Set(ids) });
  if (ids.length > 0) workstation.view.setState({ region: null });
}
