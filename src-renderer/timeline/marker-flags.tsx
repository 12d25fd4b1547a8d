import { type KeyboardEvent, useState } from 'react';
import { presentMarkers, removeMarker, renameMarker } from '../actions/markers.ts';
import { seek } from '../actions/seek.ts';
import type { Marker } from '../stores/view.ts';
import { formatTime } from '../ui/format.ts';
import { useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { type Lane, MARKERS_REM } from './lanes.ts';

/** The markers of the open recording as buttons below the ruler's times. */
export function MarkerFlags({ ruler }: { ruler: Lane }) {
  const workstation = useWorkstation();
  const from = useView((view) => view.from);
  const to = useView((view) => view.to);
  useView((view) => view.markers);
  useSession((session) => session.track?.id);
  const markers = presentMarkers(workstation);
  if (markers.length === 0) return null;
  const share = (time: number) => (100 * (time - from)) / (to - from);
  return (
    <ul
      className="marker-flags"
      aria-label="Markers"
      style={{
        top: `calc(${ruler.y + ruler.height}px - ${MARKERS_REM.bottom + MARKERS_REM.height}rem)`,
        height: `${MARKERS_REM.height}rem`,
      }}
    >
      {markers.map((marker, i) => {
        const room = share(markers[i + 1]?.time ?? Number.POSITIVE_INFINITY) - share(marker.time);
        const width = Number.isFinite(room) ? `min(12rem, ${room}%)` : '12rem';
        return (
          <li key={marker.id} style={{ left: `${share(marker.time)}%`, maxWidth: width }}>
            <Flag marker={marker} />
          </li>
        );
      })}
    </ul>
  );
}

/** One marker: a press goes there, a double click or Enter renames it, Delete removes it. */
function Flag({ marker: { id, time, name } }: { marker: Marker }) {
  const workstation = useWorkstation();
  const [text, setText] = useState<string | null>(null);
  if (text !== null) {
    const keep = () => {
      const next = text.trim();
      if (next && next !== name) renameMarker(workstation, id, next);
      setText(null);
    };
    return (
      <input
        className="text-field marker-rename"
        aria-label={`New name of ${name}`}
        maxLength={100}
        // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was just pressed.
        autoFocus
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') setText(null);
        }}
      />
    );
  }
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Enter') setText(name);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      focusBeside(event.currentTarget);
      removeMarker(workstation, id);
    } else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      className="marker-flag"
      aria-label={`${name}, ${formatTime(time)}`}
      title={`${name}, ${formatTime(time)}\nDouble click or Enter renames, Delete removes`}
      onClick={() => seek(workstation, time)}
      onDoubleClick={() => setText(name)}
      onKeyDown={onKeyDown}
    >
      {name}
    </button>
  );
}

/** Moves the focus to a neighbour of a flag that is about to go, or to the lanes. */
function focusBeside(flag: HTMLElement): void {
  const item = flag.closest('li');
  const beside = item?.nextElementSibling ?? item?.previousElementSibling;
  const next =
    beside?.querySelector<HTMLElement>('.marker-flag') ??
    flag.closest('.timeline-area')?.querySelector<HTMLElement>('.lane-handle');
  next?.focus();
}
