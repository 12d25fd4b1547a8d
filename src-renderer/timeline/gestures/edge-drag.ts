import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { commitSteps, previewSteps, withTarget } from '../../actions/change-edits.ts';
import type { Workstation } from '../../workstation.ts';
import { type Bounds, type Edge, edgeAt, movedSide } from './edges.ts';
import { type Drag, type Gesture, type Hit, hasMoved } from './gesture.ts';
import { snapped } from './snap.ts';
import { spectrogramDrag } from './spectrogram-drag.ts';
import { timeDrag } from './time-drag.ts';

/** A stretch stays at least this long, in seconds. */
const SHORTEST = 0.005;

/** A drag at an edge of the selection, or of an edit over a region or a source, moves that edge. */
export const edgeDrag: Gesture = {
  id: 'edge-drag',
  begin(hit, workstation) {
    const edge = edgeAt(hit, workstation);
    if (!edge) return null;
    const drag =
      edge.of === 'region' ? dragRegion(hit, edge, workstation) : dragStep(hit, edge, edge.of, workstation);
    // A press that is only a click means what lies under the edge.
    const under = (hit.lane === 'waveform' ? timeDrag : spectrogramDrag).begin(hit, workstation);
    return { ...drag, end: (now) => (hasMoved(hit, now) || !under ? drag.end(now) : under.end(now)) };
  },
};

/** Bounds with the edge at the pointer; those before while it has not moved, or where nothing would be left. */
function draw(from: Hit, now: Hit, { bounds, side }: Edge, workstation: Workstation): Bounds {
  if (!hasMoved(from, now)) return bounds;
  const drawn = movedSide(bounds, side, snapped(now, workstation));
  return drawn.timeRange[1] - drawn.timeRange[0] < SHORTEST ? bounds : drawn;
}

function dragRegion(hit: Hit, edge: Edge, workstation: Workstation): Drag {
  const { view } = workstation;
  const before = view.getState().region;
  const show = (now: Hit) => {
    if (!before) return;
    const { timeRange, frequencyRange } = draw(hit, now, edge, workstation);
    view.setState({ region: { timeRange, frequencyRange: frequencyRange ?? before.frequencyRange } });
  };
  return { move: show, end: show, cancel: () => view.setState({ region: before }) };
}

function dragStep(hit: Hit, edge: Edge, step: EditStep, workstation: Workstation): Drag {
  const before = workstation.edits.getState().steps;
  const stepsAt = (now: Hit) => {
    const resized = resize(step, draw(hit, now, edge, workstation));
    return before.map((one) => (one.id === step.id ? resized : one));
  };
  return {
    move: (now) => previewSteps(workstation, stepsAt(now)),
    end: (now) => {
      void commitSteps(workstation, stepsAt(now), `Resize ${step.name}`);
    },
    cancel: () => previewSteps(workstation, before),
  };
}

/** The step over other bounds. A name that Mezzo gave says the new ones. */
function resize(step: EditStep, { timeRange, frequencyRange }: Bounds): EditStep {
  const { target } = step;
  if (target.kind !== 'region' && target.kind !== 'source') return step;
  const time: [number, number] = [timeRange[0], timeRange[1]];
  const next: EditStep['target'] =
    target.kind === 'source'
      ? { ...target, timeRange: time }
      : {
          ...target,
          timeRange: time,
          frequencyRange: frequencyRange ? [frequencyRange[0], frequencyRange[1]] : target.frequencyRange,
        };
  return withTarget(step, next);
}
