import { chooseMoment } from '../../actions/choose-moment.ts';
import { seek } from '../../actions/seek.ts';
import { type SelectionMode, selectSegments } from '../../actions/select-segments.ts';
import type { Workstation } from '../../workstation.ts';
import { segmentAt } from '../label-picture.ts';
import { type Gesture, type Hit, hasMoved } from './gesture.ts';

/**
 * On the spectrogram: a click takes the segment under it (Shift adds, Alt takes away), or outside an explanation the moment;
 * a drag draws a free region of time and frequency.
 */
export const spectrogramDrag: Gesture = {
  id: 'spectrogram-drag',
  begin(hit, workstation) {
    if (hit.lane !== 'spectrogram' || hit.button !== 0) return null;
    const { view, explanation } = workstation;
    const { region } = view.getState();
    const { selected } = explanation.getState();
    const draw = (now: Hit) => {
      if (!hasMoved(hit, now)) return;
      explanation.setState({ selected: new Set() });
      view.setState({
        region: {
          timeRange: [Math.min(hit.time, now.time), Math.max(hit.time, now.time)],
          frequencyRange: [Math.min(hit.hertz, now.hertz), Math.max(hit.hertz, now.hertz)],
        },
      });
    };
    return {
      move: draw,
      end: (now) => (hasMoved(hit, now) ? draw(now) : click(now, workstation)),
      cancel: () => {
        view.setState({ region });
        explanation.setState({ selected });
      },
    };
  },
};

function click(hit: Hit, workstation: Workstation): void {
  const { current } = workstation.explanation.getState();
  const segment = current ? segmentAt(current, hit.time, hit.hertz) : null;
  const mode: SelectionMode = hit.alt ? 'subtract' : hit.shift ? 'add' : 'replace';
  if (segment !== null) {
    selectSegments(workstation, [segment], mode);
    return;
  }
  workstation.view.setState({ region: null });
  if (mode !== 'replace') return;
  seek(workstation, hit.time);
  void chooseMoment(workstation, hit.time);
}
