import { chooseMoment } from '../../actions/choose-moment.ts';
import { seek } from '../../actions/seek.ts';
import { timeRegion } from '../../actions/select-region.ts';
import { selectSegments } from '../../actions/select-segments.ts';
import type { Region, Tool } from '../../stores/view.ts';
import type { Workstation } from '../../workstation.ts';
import { segmentAt } from '../label-picture.ts';
import { outlineFrom, regionOf } from '../outline.ts';
import { brushSegments, paintedRegion } from './brush.ts';
import type { Gesture, Hit } from './gesture.ts';
import { modeOf, selectDrag } from './select-drag.ts';
import { snapped } from './snap.ts';

/** What a drag with each tool selects. */
const REGIONS: Readonly<Record<Tool, (way: readonly Hit[], workstation: Workstation) => Region | null>> = {
  rectangle: (way, workstation) =>
    rectangleBetween(snapped(way[0]!, workstation), snapped(way.at(-1)!, workstation)),
  time: (way, workstation) =>
    timeRegion(workstation, snapped(way[0]!, workstation).time, snapped(way.at(-1)!, workstation).time),
  lasso: (way) => regionOf(outlineFrom([way], ({ time, hertz }) => [time, hertz])),
  brush: (way, workstation) => paintedRegion(way, workstation),
};

/**
 * On the spectrogram: a click takes the segment under it (Shift adds, Alt takes away), or outside an explanation the moment; a
 * drag selects with the chosen tool. The brush takes the segments it passes over; begun outside of them it paints a region.
 */
export const spectrogramDrag: Gesture = {
  id: 'spectrogram-drag',
  begin(hit, workstation) {
    if (hit.lane !== 'spectrogram' || hit.button !== 0) return null;
    const { tool } = workstation.view.getState();
    const { current } = workstation.explanation.getState();
    if (tool === 'brush' && current && segmentAt(current, hit.time, hit.hertz) !== null)
      return brushSegments(hit, workstation, current, (now) => click(now, workstation));
    return selectDrag(hit, workstation, {
      region: (way) => REGIONS[tool](way, workstation),
      click: (now) => click(now, workstation),
    });
  },
};

function rectangleBetween(a: Hit, b: Hit): Region {
  return {
    timeRange: [Math.min(a.time, b.time), Math.max(a.time, b.time)],
    frequencyRange: [Math.min(a.hertz, b.hertz), Math.max(a.hertz, b.hertz)],
  };
}

function click(hit: Hit, workstation: Workstation): void {
  const { current } = workstation.explanation.getState();
  const segment = current ? segmentAt(current, hit.time, hit.hertz) : null;
  const mode = modeOf(hit);
  if (segment !== null) {
    selectSegments(workstation, [segment], mode);
    return;
  }
  if (mode !== 'replace') return;
  workstation.view.setState({ region: null });
  seek(workstation, hit.time);
  void chooseMoment(workstation, hit.time);
}
