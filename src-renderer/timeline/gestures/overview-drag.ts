import { place } from '../viewport.ts';
import type { Gesture } from './gesture.ts';

/** The overview moves the view: a press outside its frame brings the frame there. */
export const overviewDrag: Gesture = {
  id: 'overview-drag',
  begin(hit, { view, session }) {
    if (hit.lane !== 'overview') return null;
    const before = view.getState();
    const { from, to } = before;
    const duration = session.getState().track?.duration ?? 0;
    const inside = hit.time >= from && hit.time <= to;
    const grip = inside ? hit.time - from : (to - from) / 2;
    const move = ({ time }: typeof hit) => view.setState(place(time - grip, to - from, duration));
    move(hit);
    return { move, end: move, cancel: () => view.setState({ from, to }) };
  },
};
