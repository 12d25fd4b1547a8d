import type { Workstation } from '../workstation.ts';
import type { Action } from './action.ts';

/** Moves the playhead to `seconds`; playback goes on from there. */
export function seek({ session, playback, player }: Workstation, seconds: number): void {
  const duration = session.getState().track?.duration ?? 0;
  const cursor = Math.min(Math.max(0, seconds), duration);
  playback.setState({ cursor });
  if (playback.getState().status !== 'stopped') void player.play(cursor);
}

function step(id: string, label: string, shortcut: string, by: number): Action {
  return {
    id,
    label,
    shortcut,
    needs: 'Open a recording first.',
    enabled: ({ session }) => session.getState().track !== null,
    run: (workstation) => seek(workstation, workstation.player.position() + by),
  };
}

export const goToStart: Action = {
  id: 'go-to-start',
  label: 'Go to the start',
  shortcut: 'Home',
  needs: 'Open a recording first.',
  enabled: ({ session }) => session.getState().track !== null,
  run: (workstation) => seek(workstation, 0),
};

export const stepBack = step('step-back', 'Back 5 seconds', 'ArrowLeft', -5);
export const stepForward = step('step-forward', 'Forward 5 seconds', 'ArrowRight', 5);
export const pageBack = step('page-back', 'Back 10 seconds', 'PageUp', -10);
export const pageForward = step('page-forward', 'Forward 10 seconds', 'PageDown', 10);
