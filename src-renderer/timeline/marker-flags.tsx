import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { snapTime } from '../actions/beats.ts';
import { moveMarker, presentMarkers, previewMarker, removeMarker, renameMarker } from '../actions/markers.ts';
import { seek } from '../actions/seek.ts';
import type { Marker } from '../stores/view.ts';
import { formatTime } from '../ui/format.ts';
import { useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { CLICK_SLOP } from './gestures/gesture.ts';
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

/** Seconds that an arrow key moves a marker by, without and with Shift. */
const NUDGES = [0.01, 0.1] as const;

/** One marker: a press goes there, a drag or an arrow key moves it, a double click or Enter renames it, Delete removes it. */
function Flag({ marker: { id, time, name } }: { marker: Marker }) {
  const workstation = useWorkstation();
  const [text, setText] = useState<string | null>(null);
  const drag = useMarkerDrag({ id, time });
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
  const keepFocus = (event: KeyboardEvent<HTMLButtonElement>) => {
    // A marker that passes another changes places with it in the list, and may lose the focus on the way.
    const flag = event.currentTarget;
    requestAnimationFrame(() => flag.focus());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Enter') setText(name);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      focusBeside(event.currentTarget);
      removeMarker(workstation, id);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const by = NUDGES[event.shiftKey ? 1 : 0] * (event.key === 'ArrowLeft' ? -1 : 1);
      moveMarker(workstation, id, time + by);
      keepFocus(event);
    } else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      className="marker-flag"
      aria-label={`${name}, ${formatTime(time)}`}
      title={`${name}, ${formatTime(time)}\nDrag or arrow keys move, double click or Enter renames, Delete removes`}
      {...drag.handlers}
      onClick={() => {
        if (!drag.wasDragged()) seek(workstation, time);
      }}
      onDoubleClick={() => setText(name)}
      onKeyDown={onKeyDown}
    >
      {name}
    </button>
  );
}

interface MarkerGrip {
  /** Where the pointer took hold, in px, and the marker then, in seconds. */
  readonly x: number;
  readonly time: number;
  moved: boolean;
}

/** Dragging a flag moves its marker. */
function useMarkerDrag({ id, time }: Pick<Marker, 'id' | 'time'>) {
  const workstation = useWorkstation();
  const grip = useRef<MarkerGrip | null>(null);
  const dragged = useRef(false);
  const timeAt = (event: PointerEvent<HTMLButtonElement>, { x, time: start }: MarkerGrip): number => {
    const { from, to } = workstation.view.getState();
    const width = event.currentTarget.closest('ul')?.clientWidth ?? 1;
    const there = start + ((event.clientX - x) * (to - from)) / width;
    return snapTime(workstation, there, event.ctrlKey || event.metaKey);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLButtonElement>) => {
      dragged.current = false;
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = { x: event.clientX, time, moved: false };
    },
    onPointerMove: (event: PointerEvent<HTMLButtonElement>) => {
      const held = grip.current;
      if (!held) return;
      held.moved ||= Math.abs(event.clientX - held.x) > CLICK_SLOP;
      if (held.moved) previewMarker(workstation, id, timeAt(event, held));
    },
    onPointerUp: (event: PointerEvent<HTMLButtonElement>) => {
      const held = grip.current;
      grip.current = null;
      if (!held?.moved) return;
      dragged.current = true;
      moveMarker(workstation, id, timeAt(event, held), held.time);
    },
    onPointerCancel: () => {
      if (grip.current?.moved) previewMarker(workstation, id, grip.current.time);
      grip.current = null;
    },
  };
  return { handlers, wasDragged: () => dragged.current };
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
