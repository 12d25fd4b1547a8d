import { chooseMoment } from '../../actions/choose-moment.ts';
import { seek } from '../../actions/seek.ts';
import { timeRegion } from '../../actions/select-region.ts';
import type { Gesture } from './gesture.ts';
import { selectDrag } from './select-drag.ts';
import { snapped } from './snap.ts';

/**
 * On the waveform and the curves: a drag selects a time range over all frequencies; a click places the playhead, and the window
 * around it becomes the moment.
 */
export const timeDrag: Gesture = {
  id: 'time-drag',
  begin(hit, workstation) {
    if (hit.button !== 0 || !['waveform', 'emotions', 'midLevel'].includes(hit.lane)) return null;
    return selectDrag(hit, workstation, {
      region: (way) =>
        timeRegion(workstation, snapped(hit, workstation).time, snapped(way.at(-1)!, workstation).time),
      click: ({ time }) => {
        seek(workstation, time);
        void chooseMoment(workstation, time);
      },
    });
  },
};
