import type { Workstation } from '../../workstation.ts';
import { panBy, zoomAt } from '../viewport.ts';

const ZOOM_PER_PIXEL = 0.0022;
const LINE_PX = 24;

/** The wheel moves along the recording; with Ctrl or Cmd (or a pinch) it zooms at the time under the pointer. */
export function wheel(
  event: WheelEvent,
  time: number,
  secondsPerPixel: number,
  { view, session }: Workstation,
): void {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
  const duration = session.getState().track?.duration ?? 0;
  const now = view.getState();
  if (event.ctrlKey || event.metaKey) {
    view.setState(zoomAt(now, Math.exp(-event.deltaY * unit * ZOOM_PER_PIXEL), time, duration));
    return;
  }
  const along = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
  view.setState(panBy(now, along * unit * secondsPerPixel, duration));
}
