import { panBy } from '../viewport.ts';
import type { Gesture } from './gesture.ts';

/** The middle button pulls the timeline along. */
export const panDrag: Gesture = {
  id: 'pan-drag',
  begin(hit, { view, session }) {
    if (hit.button !== 1 || hit.lane === 'overview') return null;
    const { from, to } = view.getState();
    const duration = session.getState().track?.duration ?? 0;
    const move = (now: typeof hit) =>
      view.setState(panBy({ from, to }, (hit.x - now.x) * hit.secondsPerPixel, duration));
    return { move, end: move, cancel: () => view.setState({ from, to }) };
  },
};
