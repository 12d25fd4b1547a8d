import type { Playback } from '../stores/playback.ts';
import type { Action } from './action.ts';

export const playPause: Action = {
  id: 'play-pause',
  label: 'Play or pause',
  shortcut: 'Space',
  needs: 'Open a recording first.',
  enabled: ({ session }) => session.getState().track !== null,
  run: async ({ player, playback }) => {
    if (playback.getState().status === 'stopped') await player.play(startOf(playback.getState()));
    else player.stop();
  },
};

/** Where playing begins: at the playhead, or at the loop's start when the playhead is outside a loop that is on. */
export function startOf({ cursor, loop, loopOn }: Pick<Playback, 'cursor' | 'loop' | 'loopOn'>): number {
  return loop && loopOn && (cursor < loop.start || cursor >= loop.end) ? loop.start : cursor;
}
