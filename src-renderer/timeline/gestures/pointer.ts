import type { Workstation } from '../../workstation.ts';
import { frequencyScales, yToHertz } from '../frequency-scale.ts';
import { laneAt } from '../lanes.ts';
import type { Scene } from '../scene/scene.ts';
import { pixelsPerSecond, xToTime } from '../time-scale.ts';
import { edgeDrag } from './edge-drag.ts';
import { edgeAt } from './edges.ts';
import type { Drag, Gesture, Hit } from './gesture.ts';
import { loopDrag } from './loop-drag.ts';
import { overviewDrag } from './overview-drag.ts';
import { panDrag } from './pan-drag.ts';
import { spectrogramDrag } from './spectrogram-drag.ts';
import { timeDrag } from './time-drag.ts';
import { wheel } from './wheel.ts';

const GESTURES: readonly Gesture[] = [panDrag, overviewDrag, loopDrag, edgeDrag, timeDrag, spectrogramDrag];

/** Hands pointer and wheel on an element to the gestures, and what is under the pointer to `onHover` (null when it left). */
export function listenToPointer(
  element: HTMLElement,
  scene: Scene,
  workstation: Workstation,
  onHover: (hit: Hit | null) => void,
): () => void {
  let drag: Drag | null = null;
  let lane: Hit['lane'] | null = null;
  const hitOf = (event: MouseEvent): Hit => hitAt(event, element, scene, workstation, lane);
  const finish = () => {
    drag = null;
    lane = null;
  };
  const onDown = (event: PointerEvent) => {
    if (!workstation.session.getState().track || !isLane(event)) return;
    const hit = hitOf(event);
    for (const gesture of GESTURES) {
      drag = gesture.begin(hit, workstation);
      if (!drag) continue;
      lane = hit.lane;
      element.setPointerCapture(event.pointerId);
      return;
    }
  };
  const onMove = (event: PointerEvent) => {
    const hit = hitOf(event);
    drag?.move(hit);
    if (!drag) element.dataset.edge = isLane(event) ? directionOf(hit, workstation) : '';
    onHover(hit);
  };
  const onUp = (event: PointerEvent) => {
    drag?.end(hitOf(event));
    finish();
  };
  const onCancel = () => {
    drag?.cancel();
    finish();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !drag) return;
    event.preventDefault();
    onCancel();
  };
  const onWheel = (event: WheelEvent) => {
    if (!workstation.session.getState().track || !isLane(event)) return;
    event.preventDefault();
    const hit = hitOf(event);
    wheel(event, hit.time, hit.secondsPerPixel, workstation);
  };
  const onLeave = () => onHover(null);
  element.addEventListener('pointerdown', onDown);
  element.addEventListener('pointermove', onMove);
  element.addEventListener('pointerup', onUp);
  element.addEventListener('pointercancel', onCancel);
  element.addEventListener('pointerleave', onLeave);
  element.addEventListener('wheel', onWheel, { passive: false });
  window.addEventListener('keydown', onKey, { capture: true });
  return () => {
    element.removeEventListener('pointerdown', onDown);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', onCancel);
    element.removeEventListener('pointerleave', onLeave);
    element.removeEventListener('wheel', onWheel);
    window.removeEventListener('keydown', onKey, { capture: true });
  };
}

/** Which way the edge under the pointer goes, for the cursor; empty for no edge. */
function directionOf(hit: Hit, workstation: Workstation): string {
  const side = edgeAt({ ...hit, button: 0 }, workstation)?.side;
  if (side === undefined) return '';
  return side === 'left' || side === 'right' ? 'time' : 'frequency';
}

/** False over what lies on top of the lanes: a table, a message. */
const isLane = ({ target }: Event) =>
  target instanceof HTMLElement &&
  (target.matches('.timeline-area, canvas') || target.closest('.lane-handle') !== null);

/** What lies under the pointer; while dragging, on the scale of the lane where the drag began. */
function hitAt(
  event: MouseEvent,
  element: HTMLElement,
  scene: Scene,
  { session, view }: Workstation,
  held: Hit['lane'] | null,
): Hit {
  const box = element.getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top;
  const { lanes } = scene;
  const lane = held ? lanes[held] : laneAt(lanes, y);
  const duration = session.getState().track?.duration ?? 0;
  const scale =
    lane.name === 'overview' ? { ...scene.scale, from: 0, to: Math.max(duration, 0.01) } : scene.scale;
  const within = Math.min(lane.height, Math.max(0, y - lane.y));
  return {
    lane: lane.name,
    x,
    y: y - lane.y,
    laneHeight: lane.height,
    time: Math.min(duration, Math.max(0, xToTime(scale, x))),
    hertz: yToHertz(within, lane.height, frequencyScales[view.getState().spectrogram.scale]),
    button: event.button,
    shift: event.shiftKey,
    alt: event.altKey,
    control: event.ctrlKey || event.metaKey,
    secondsPerPixel: 1 / pixelsPerSecond(scale),
  };
}
