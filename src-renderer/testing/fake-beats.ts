import type { BeatGrid } from '../../src-preload/contract/beat-grid.ts';
import type { BeatsEvent } from '../../src-preload/contract/contract.ts';
import type { Track } from '../../src-preload/contract/domain.ts';

/** Beats of the fake recordings: 120 a minute from 0.5 s on. */
export function fakeBeats(trackOf: (trackId: string) => Track) {
  const grids = new Map<string, BeatGrid>();
  async function* find(): AsyncGenerator<BeatsEvent, void, void> {
    yield { kind: 'progress', fraction: 0.5 };
    yield { kind: 'done' };
  }
  return {
    find: async () => find(),
    get: async ({ trackId }: { trackId: string }) => {
      const count = Math.floor(2 * (trackOf(trackId).duration - 0.5));
      const times = Float64Array.from({ length: count }, (_, beat) => 0.5 + beat / 2);
      return { times: new Blob([times]), tempo: 120, clarity: 0.8 };
    },
    grid: async ({ trackId }: { trackId: string }) => grids.get(trackId) ?? null,
    setGrid: async ({ trackId, grid }: { trackId: string; grid: BeatGrid | null }) => {
      if (grid) grids.set(trackId, grid);
      else grids.delete(trackId);
    },
  };
}
