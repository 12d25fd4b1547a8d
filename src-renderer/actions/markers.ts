import type { Marker } from '../stores/view.ts';
import type { Workstation } from '../workstation.ts';
import type { Action } from './action.ts';
import { seek } from './seek.ts';

/** Markers this near to each other, in seconds, are one place. */
const SAME_PLACE = 0.01;

const NONE: readonly Marker[] = [];

/** Markers of the open recording, in order of time. */
export function presentMarkers({ view, session }: Pick<Workstation, 'view' | 'session'>): readonly Marker[] {
  return view.getState().markers[session.getState().track?.id ?? ''] ?? NONE;
}

function setMarkers({ view, session }: Workstation, change: (markers: readonly Marker[]) => Marker[]): void {
  const id = session.getState().track?.id;
  if (id === undefined) return;
  view.setState(({ markers }) => {
    const { [id]: present = NONE, ...others } = markers;
    const changed = change(present);
    return { markers: changed.length > 0 ? { ...others, [id]: changed } : others };
  });
}

/** Puts a marker at a time (s), named by the first free number; none where one stands already. */
export function addMarker(workstation: Workstation, time: number): void {
  setMarkers(workstation, (markers) => {
    if (markers.some((marker) => Math.abs(marker.time - time) < SAME_PLACE)) return [...markers];
    const names = new Set(markers.map(({ name }) => name));
    let number = 1;
    while (names.has(`Marker ${number}`)) number++;
    const marker = { id: crypto.randomUUID(), time, name: `Marker ${number}` };
    return [...markers, marker].sort((a, b) => a.time - b.time);
  });
}

export function renameMarker(workstation: Workstation, id: string, name: string): void {
  setMarkers(workstation, (markers) =>
    markers.map((marker) => (marker.id === id ? { ...marker, name } : marker)),
  );
}

export function removeMarker(workstation: Workstation, id: string): void {
  setMarkers(workstation, (markers) => markers.filter((marker) => marker.id !== id));
}

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
