import type { Marker } from '../stores/view.ts';
import type { Workstation } from '../workstation.ts';
import type { Action } from './action.ts';
import { noteMark } from './journal.ts';
import { seek } from './seek.ts';

/** Markers this near to each other, in seconds, are one place. */
const SAME_PLACE = 0.01;

const NONE: readonly Marker[] = [];

/** Markers of the open recording, in order of time. */
export function presentMarkers({ view, session }: Pick<Workstation, 'view' | 'session'>): readonly Marker[] {
  return view.getState().markers[session.getState().track?.id ?? ''] ?? NONE;
}

/** Shows these as the markers of a recording. */
function showMarkers({ view }: Pick<Workstation, 'view'>, trackId: string, shown: readonly Marker[]): void {
  view.setState(({ markers: { [trackId]: _, ...others } }) => ({
    markers: shown.length > 0 ? { ...others, [trackId]: shown } : others,
  }));
}

/** Changes the markers of the open recording, as one step of undo. */
function changeMarkers(
  workstation: Workstation,
  change: (markers: readonly Marker[]) => readonly Marker[],
  { label, subject = null }: { label: string; subject?: string | null },
): void {
  const trackId = workstation.session.getState().track?.id;
  if (trackId === undefined) return;
  const before = presentMarkers(workstation);
  const after = change(before);
  showMarkers(workstation, trackId, after);
  noteMark(workstation, {
    kind: 'mark',
    label,
    subject,
    back: () => showMarkers(workstation, trackId, before),
    again: () => showMarkers(workstation, trackId, after),
  });
}

const byTime = (markers: readonly Marker[]): Marker[] => markers.toSorted((a, b) => a.time - b.time);

/** Puts a marker at a time (s), named by the first free number; none where one stands already. */
export function addMarker(workstation: Workstation, time: number): void {
  const markers = presentMarkers(workstation);
  if (markers.some((marker) => Math.abs(marker.time - time) < SAME_PLACE)) return;
  const names = new Set(markers.map(({ name }) => name));
  let number = 1;
  while (names.has(`Marker ${number}`)) number++;
  const marker = { id: crypto.randomUUID(), time, name: `Marker ${number}` };
  changeMarkers(workstation, () => byTime([...markers, marker]), { label: `Drop ${marker.name}` });
}

export function renameMarker(workstation: Workstation, id: string, name: string): void {
  changeMarkers(
    workstation,
    (markers) => markers.map((marker) => (marker.id === id ? { ...marker, name } : marker)),
    { label: `Rename ${nameOf(workstation, id)}` },
  );
}

export function removeMarker(workstation: Workstation, id: string): void {
  changeMarkers(workstation, (markers) => markers.filter((marker) => marker.id !== id), {
    label: `Remove ${nameOf(workstation, id)}`,
  });
}

/** Shows a marker at another time (s) without keeping it, for a drag on its way: it keeps its place in the list, and so the pointer. */
export function previewMarker(workstation: Workstation, id: string, time: number): void {
  const trackId = workstation.session.getState().track?.id;
  if (trackId !== undefined)
    showMarkers(workstation, trackId, moved(workstation, presentMarkers(workstation), id, time));
}

/**
 * Moves a marker to a time (s), inside the recording. Moves of one marker right after one another are one step of undo. `from` is where it was
 * before a drag.
 */
export function moveMarker(workstation: Workstation, id: string, time: number, from?: number): void {
  if (from !== undefined) previewMarker(workstation, id, from);
  changeMarkers(workstation, (markers) => byTime(moved(workstation, markers, id, time)), {
    label: `Move ${nameOf(workstation, id)}`,
    subject: `marker ${id}`,
  });
}

function moved(
  { session }: Workstation,
  markers: readonly Marker[],
  id: string,
  time: number,
): readonly Marker[] {
  const to = Math.min(session.getState().track?.duration ?? 0, Math.max(0, time));
  return markers.map((marker) => (marker.id === id ? { ...marker, time: to } : marker));
}

const nameOf = (workstation: Workstation, id: string): string =>
  presentMarkers(workstation).find((marker) => marker.id === id)?.name ?? 'a marker';

export const dropMarker: Action = {
  id: 'drop-marker',
  label: 'Drop a marker at the playhead',
  shortcut: 'M',
  needs: 'Open a recording first.',
  enabled: ({ session }) => session.getState().track !== null,
  run: (workstation) => addMarker(workstation, workstation.player.position()),
};

function jump(
  id: string,
  label: string,
  shortcut: string,
  find: (markers: readonly Marker[], position: number) => Marker | undefined,
): Action {
  return {
    id,
    label,
    shortcut,
    needs: 'Drop a marker first.',
    enabled: (workstation) => presentMarkers(workstation).length > 0,
    run: (workstation) => {
      const marker = find(presentMarkers(workstation), workstation.player.position());
      if (marker) seek(workstation, marker.time);
    },
  };
}

export const previousMarker = jump('previous-marker', 'Go to the marker before', ',', (markers, position) =>
  markers.findLast(({ time }) => time < position - SAME_PLACE),
);

export const nextMarker = jump('next-marker', 'Go to the marker after', '.', (markers, position) =>
  markers.find(({ time }) => time > position + SAME_PLACE),
);
