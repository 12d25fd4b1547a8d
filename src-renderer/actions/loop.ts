import type { Workstation } from '../workstation.ts';
import type { Action } from './action.ts';
import { presentRange } from './present-range.ts';

const SHORTEST_LOOP = 0.02;

/** Loops from `start` to `end` (seconds, either way round); shorter than 20 ms means no loop. */
export function setLoop({ session, playback }: Workstation, start: number, end: number): void {
  const duration = session.getState().track?.duration ?? 0;
  const from = Math.max(0, Math.min(start, end));
  const to = Math.min(duration, Math.max(start, end));
  if (to - from < SHORTEST_LOOP) playback.setState({ loop: null, loopOn: false });
  else playback.setState({ loop: { start: from, end: to }, loopOn: true });
}

export const toggleLoop: Action = {
  id: 'toggle-loop',
  label: 'Loop on or off',
  shortcut: 'L',
  needs: 'Open a recording first.',
  enabled: ({ session }) => session.getState().track !== null,
  run: (workstation) => {
    const { loop, loopOn } = workstation.playback.getState();
    if (loop) workstation.playback.setState({ loopOn: !loopOn });
    else loopSelection.run(workstation);
  },
};

export const loopSelection: Action = {
  id: 'loop-selection',
  label: 'Loop the selection or the moment',
  shortcut: 'Shift+L',
  needs: 'Open a recording first.',
  enabled: ({ session }) => session.getState().track !== null,
  run: (workstation) => {
    const [start, end] = presentRange(workstation);
    setLoop(workstation, start, end);
  },
};
