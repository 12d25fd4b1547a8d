import type { Workstation } from '../workstation.ts';
import type { Action } from './action.ts';

/** Playing speeds; pitch goes along. */
export const speeds: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];

export function setSpeed({ playback }: Workstation, speed: number): void {
  if (speeds.includes(speed)) playback.setState({ speed });
}

function step(by: 1 | -1, label: string, shortcut: string): Action {
  const next = ({ playback }: Workstation) => speeds[speeds.indexOf(playback.getState().speed) + by];
  return {
    id: by > 0 ? 'faster' : 'slower',
    label,
    shortcut,
    needs: by > 0 ? 'It plays at the highest speed.' : 'It plays at the lowest speed.',
    enabled: (workstation) => next(workstation) !== undefined,
    run: (workstation) => setSpeed(workstation, next(workstation) ?? 1),
  };
}

export const playFaster = step(1, 'Play faster', '>');
export const playSlower = step(-1, 'Play slower', '<');
