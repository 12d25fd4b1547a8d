import { startOf } from '../stores/playback.ts';
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
