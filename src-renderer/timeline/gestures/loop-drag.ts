import { setLoop } from '../../actions/loop.ts';
import { seek } from '../../actions/seek.ts';
import { type Gesture, hasMoved } from './gesture.ts';
import { snapped } from './snap.ts';

/** Px within which a press takes hold of the loop's edge. */
const EDGE = 6;

/** On the ruler: a click places the playhead, a drag makes a loop, a drag at a loop's edge moves that edge. */
export const loopDrag: Gesture = {
  id: 'loop-drag',
  begin(hit, workstation) {
    if (hit.lane !== 'ruler' || hit.button !== 0) return null;
    const { loop, loopOn } = workstation.playback.getState();
    const reach = EDGE * hit.secondsPerPixel;
    const fixed =
      loop && Math.abs(loop.start - hit.time) < reach
        ? loop.end
        : loop && Math.abs(loop.end - hit.time) < reach
          ? loop.start
          : snapped(hit, workstation).time;
    const move = (now: typeof hit) => {
      if (hasMoved(hit, now)) setLoop(workstation, fixed, snapped(now, workstation).time);
    };
    return {
      move,
      end: (now) => (hasMoved(hit, now) ? move(now) : seek(workstation, now.time)),
      cancel: () => workstation.playback.setState({ loop, loopOn }),
    };
  },
};
