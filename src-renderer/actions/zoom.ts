import { zoomAt } from '../timeline/viewport.ts';
import type { Workstation } from '../workstation.ts';
import type { Action } from './action.ts';
import { presentRange } from './present-range.ts';

const STEP = 1.6;
const MARGIN = 0.08;

const hasTrack = ({ session }: Workstation) => session.getState().track !== null;

function zoomBy(workstation: Workstation, factor: number): void {
  const { view, session, player } = workstation;
  const { from, to } = view.getState();
  const position = player.position();
  const anchor = position >= from && position <= to ? position : (from + to) / 2;
  view.setState(zoomAt({ from, to }, factor, anchor, session.getState().track?.duration ?? 0));
}

export const zoomIn: Action = {
  id: 'zoom-in',
  label: 'Zoom in',
  shortcut: '+',
  needs: 'Open a recording first.',
  enabled: hasTrack,
  run: (workstation) => zoomBy(workstation, STEP),
};

export const zoomOut: Action = {
  id: 'zoom-out',
  label: 'Zoom out',
  shortcut: '-',
  needs: 'Open a recording first.',
  enabled: hasTrack,
  run: (workstation) => zoomBy(workstation, 1 / STEP),
};

export const zoomFit: Action = {
  id: 'zoom-fit',
  label: 'Show the whole recording',
  shortcut: '0',
  needs: 'Open a recording first.',
  enabled: hasTrack,
  run: ({ view, session }) => view.setState({ from: 0, to: session.getState().track?.duration ?? 1 }),
};

export const zoomToSelection: Action = {
  id: 'zoom-selection',
  label: 'Zoom to the selection or the moment',
  shortcut: 'Z',
  needs: 'Open a recording first.',
  enabled: hasTrack,
  run: (workstation) => {
    const [start, end] = presentRange(workstation);
    const duration = workstation.session.getState().track?.duration ?? 0;
    const margin = (end - start) * MARGIN;
    workstation.view.setState({ from: Math.max(0, start - margin), to: Math.min(duration, end + margin) });
  },
};
