import type { Action } from './action.ts';

export const playPause: Action = {
  id: 'play-pause',
  label: 'Play or pause',
  shortcut: 'Space',
  enabled: ({ session }) => session.getState().track !== null,
  run: async ({ player, playback }) => {
    if (playback.getState().status === 'stopped') await player.play(playback.getState().cursor);
    else player.stop();
  },
};
