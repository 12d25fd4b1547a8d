import type { EditStep } from '../../src-preload/contract/domain.ts';
import { withoutTempo } from '../../src-preload/contract/time-map.ts';
import { makeStep, presentTarget } from '../actions/change-edits.ts';
import { activeSteps, heardSteps } from '../stores/edits.ts';
import { report, type Workstation } from '../workstation.ts';
import type { Programme } from './programme.ts';

/**
 * The programme that the stores ask for; null when no track is open. The difference keeps the recording's time on both sides: sounds of
 * different clocks have none.
 */
export function programmeOf(workstation: Workstation): Programme | null {
  const { session, playback, edits } = workstation;
  const { track } = session.getState();
  if (!track) return null;
  const { side, loop, loopOn, matchGainDb, levelMatch, volumeDb, audition, reference, speed } =
    playback.getState();
  const inTime = (steps: readonly EditStep[]) =>
    activeSteps(side === 'difference' ? withoutTempo(steps) : steps);
  const steps = heardSteps(edits.getState());
  const target = audition === 'all' ? null : presentTarget(workstation);
  const audible = target ? [makeStep(target, null, { complement: audition === 'only' })] : [];
  return {
    track,
    original: { trackId: track.id, steps: [...inTime(reference?.steps ?? []), ...audible] },
    edited: steps.length > 0 ? { trackId: track.id, steps: [...inTime(steps), ...audible] } : null,
    side,
    loop: loopOn ? loop : null,
    matchGainDb: levelMatch ? (matchGainDb ?? 0) : 0,
    volumeDb,
    speed,
  };
}

/** Keeps the player at what the stores say, and the stores at what the player does. The result ends it. */
export function followStores(workstation: Workstation): () => void {
  const { player, playback, session, edits, view, explanation } = workstation;
  const apply = () => player.configure(programmeOf(workstation));
  player.onStatus = (status, cursor, failure) => {
    playback.setState({ status, ...(status === 'starting' ? {} : { cursor }) });
    if (failure) playback.setState({ error: report(workstation, failure) });
  };
  const ends = [
    session.subscribe((now, before) => {
      if (now.track !== before.track) apply();
    }),
    edits.subscribe((now, before) => {
      if (now.steps !== before.steps || now.trial !== before.trial) apply();
    }),
    playback.subscribe((now, before) => {
      if (now.cursor !== before.cursor) player.rest(now.cursor);
      if (now.status === before.status && now.cursor === before.cursor && now.error === before.error) apply();
    }),
    view.subscribe((now, before) => {
      if (now.region !== before.region && playback.getState().audition !== 'all') apply();
    }),
    explanation.subscribe((now, before) => {
      if (now.selected !== before.selected && playback.getState().audition !== 'all') apply();
    }),
  ];
  apply();
  return () => {
    for (const end of ends) end();
    player.onStatus = () => undefined;
  };
}
