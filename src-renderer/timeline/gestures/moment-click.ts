import { chooseMoment } from '../../actions/choose-moment.ts';
import { seek } from '../../actions/seek.ts';
import type { Gesture } from './gesture.ts';

/** On the waveform and the curves: the playhead goes where the press is, and the window around it becomes the moment. */
export const momentClick: Gesture = {
  id: 'moment-click',
  begin(hit, workstation) {
    if (hit.button !== 0 || !['waveform', 'emotions', 'midLevel'].includes(hit.lane)) return null;
    const before = workstation.playback.getState().cursor;
    return {
      move: () => undefined,
      end: ({ time }) => {
        seek(workstation, time);
        void chooseMoment(workstation, time);
      },
      cancel: () => seek(workstation, before),
    };
  },
};
