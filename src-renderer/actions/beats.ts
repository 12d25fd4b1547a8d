import { type BeatGrid, TEMPO_LIMITS } from '../../src-preload/contract/beat-grid.ts';
import type { Beats } from '../stores/beats.ts';
import { beatMap, nearestBeat } from '../timeline/beat-map.ts';
import { cancel, failureText, report, restart, type Workstation } from '../workstation.ts';
import type { Action } from './action.ts';
import { noteMark } from './journal.ts';

const PLAIN: BeatGrid = { tempo: null, density: 1, start: null, beatsPerBar: 4 };

/** Changes what is known of the beats, and what follows from it. */
export function showBeats({ beats, session }: Workstation, part: Partial<Omit<Beats, 'map'>>): void {
  const { found, grid } = { ...beats.getState(), ...part };
  const duration = session.getState().track?.duration ?? 0;
  beats.setState({ ...part, map: beatMap(found?.times ?? null, grid, duration) });
}

/** Looks for the beats of the open recording, with progress, unless they were looked for. */
export async function findBeats(workstation: Workstation): Promise<void> {
  const { engine, session, beats } = workstation;
  const trackId = session.getState().track?.id;
  const { found, finding } = beats.getState();
  if (trackId === undefined || found || finding) return;
  const signal = restart(workstation, 'beats');
  const step = 'Finding the beats';
  beats.setState({ finding: { step, fraction: null }, error: null });
  try {
    for await (const event of await engine.beats.find({ trackId }, { signal }))
      if (event.kind === 'progress' && !signal.aborted)
        beats.setState({ finding: { step, fraction: event.fraction } });
    const { times, ...rest } = await engine.beats.get({ trackId }, { signal });
    const answer = { ...rest, times: new Float64Array(await times.arrayBuffer()) };
    if (!signal.aborted) showBeats(workstation, { found: answer, finding: null });
  } catch (cause) {
    if (!signal.aborted) beats.setState({ finding: null, error: failureText(cause) });
  }
}

export function stopFindingBeats(workstation: Workstation): void {
  cancel(workstation, 'beats');
  workstation.beats.setState({ finding: null });
}

/** True when beats have to be looked for to show what the user wants to see. */
export function wantsBeats({ view, beats, session }: Workstation): boolean {
  const { rulerShows, snapToBeats } = view.getState();
  const { grid, found, error } = beats.getState();
  const needed = (rulerShows !== 'time' || snapToBeats) && (grid?.tempo ?? null) === null;
  return session.getState().track !== null && needed && found === null && error === null;
}

function setGrid(workstation: Workstation, trackId: string, grid: BeatGrid | null): void {
  if (workstation.session.getState().track?.id === trackId) showBeats(workstation, { grid });
  workstation.engine.beats.setGrid({ trackId, grid }).catch((cause) => report(workstation, cause));
}

/** Says something about the beats of the open recording, as one step of undo; null takes all of it back. */
export function changeGrid(
  workstation: Workstation,
  part: Partial<BeatGrid> | null,
  label: string,
  subject: string | null = null,
): void {
  const trackId = workstation.session.getState().track?.id;
  if (trackId === undefined) return;
  const before = workstation.beats.getState().grid;
  const after = part && { ...PLAIN, ...before, ...part };
  setGrid(workstation, trackId, after);
  noteMark(workstation, {
    kind: 'mark',
    label,
    subject,
    back: () => setGrid(workstation, trackId, before),
    again: () => setGrid(workstation, trackId, after),
  });
}

/** Makes the grid a steady one, from bar 1 on or else from the playhead. */
export function setTempo(workstation: Workstation, tempo: number, subject: string | null = null): void {
  const start = workstation.beats.getState().grid?.start ?? workstation.player.position();
  changeGrid(workstation, { tempo, start }, `Tempo ${Math.round(tempo * 10) / 10}`, subject);
}

/** Bar 1 begins at a time (s); with found beats, at the one nearest to it. */
export function startBarOne(workstation: Workstation, time: number): void {
  const { grid, map } = workstation.beats.getState();
  const start = (grid?.tempo ?? null) === null && map ? nearestBeat(map, time) : time;
  changeGrid(workstation, { start }, 'Bar 1 starts here');
}

export const barOneHere: Action = {
  id: 'bar-one-here',
  label: 'Bar 1 starts at the playhead',
  shortcut: 'Shift+D',
  needs: 'Open a recording first.',
  enabled: ({ session }) => session.getState().track !== null,
  run: (workstation) => {
    startBarOne(workstation, workstation.player.position());
    if (workstation.view.getState().rulerShows === 'time') workstation.view.setState({ rulerShows: 'both' });
  },
};

/** Taps farther apart than this, in ms, begin anew: 20 beats a minute. */
const TAPS_APART = 60_000 / TEMPO_LIMITS[0];
/** Taps that a tempo is taken from, at least and at most. */
const TAPS = [3, 16] as const;

interface Taps {
  readonly times: number[];
  /** Where the playhead was at the first, in seconds. */
  readonly start: number;
}

const tapped = new WeakMap<Workstation, Taps>();

/** Takes a tap at a time (ms, of any clock). From the third on the taps' mean distance is the tempo of a steady grid. */
export function tapBeat(workstation: Workstation, now: number): void {
  const before = tapped.get(workstation);
  const goesOn = before !== undefined && now - (before.times.at(-1) ?? 0) <= TAPS_APART;
  const { times, start } = goesOn ? before : { times: [], start: workstation.player.position() };
  const kept = [...times, now].slice(-TAPS[1]);
  tapped.set(workstation, { times: kept, start });
  if (kept.length < TAPS[0]) return;
  const beat = (kept.at(-1)! - kept[0]!) / (kept.length - 1);
  const tempo = Math.min(TEMPO_LIMITS[1], Math.max(TEMPO_LIMITS[0], 60_000 / beat));
  const { grid } = workstation.beats.getState();
  changeGrid(
    workstation,
    { tempo: Math.round(tempo * 10) / 10, start: grid?.start ?? start },
    'Tapped tempo',
    'tap',
  );
}

export const tapTempo: Action = {
  id: 'tap-tempo',
  label: 'Tap the tempo',
  shortcut: 'Shift+P',
  needs: 'Open a recording first.',
  enabled: ({ session }) => session.getState().track !== null,
  run: (workstation) => tapBeat(workstation, performance.now()),
};

export const toggleSnap: Action = {
  id: 'toggle-snap',
  label: 'Selections snap to beats',
  shortcut: 'S',
  enabled: () => true,
  run: ({ view }) => view.setState(({ snapToBeats }) => ({ snapToBeats: !snapToBeats })),
};

const NEXT = { time: 'both', both: 'bars', bars: 'time' } as const;

export const changeRuler: Action = {
  id: 'change-ruler',
  label: 'Ruler in time, in both, in bars',
  shortcut: 'U',
  enabled: () => true,
  run: ({ view }) => view.setState(({ rulerShows }) => ({ rulerShows: NEXT[rulerShows] })),
};

/** A time (s), or the nearest beat where selections snap to beats; `other` asks for the other of both. */
export function snapTime({ view, beats }: Pick<Workstation, 'view' | 'beats'>, time: number, other: boolean) {
  const { map } = beats.getState();
  return map && view.getState().snapToBeats !== other ? nearestBeat(map, time) : time;
}
