import type { Judgement } from '../../src-preload/contract/domain.ts';
import { type Edits, heardSteps } from '../stores/edits.ts';
import type { Session } from '../stores/session.ts';
import type { View } from '../stores/view.ts';
import { useEdits, useSession, useView } from '../workstation-context.tsx';

/** What the inspector shows: the chosen moment or the whole recording, before and after the edits. */
export interface Shown {
  readonly before: Judgement | null;
  /** Null when nothing is edited, or until the shift of just this is known. */
  readonly after: Judgement | null;
  readonly edited: boolean;
  /** Seconds; null while it is not known. */
  readonly range: readonly [number, number] | null;
}

/** The judgement in question; a shift that belongs to another moment or scope is left out. */
export function shownOf(
  { moment, curves, track }: Pick<Session, 'moment' | 'curves' | 'track'>,
  { scope, moment: start }: Pick<View, 'scope' | 'moment'>,
  { steps, trial, shift, shiftOf }: Pick<Edits, 'steps' | 'trial' | 'shift' | 'shiftOf'>,
): Shown {
  const edited = heardSteps({ steps, trial }).length > 0;
  const after = edited && shiftOf === (scope === 'moment' ? start : scope) ? (shift?.after ?? null) : null;
  if (scope === 'recording') {
    return { before: curves?.prediction.summary ?? null, after, edited, range: track && [0, track.duration] };
  }
  return { before: moment, after, edited, range: moment && [moment.window.start, moment.window.end] };
}

export function useShown(): Shown {
  const moment = useSession((session) => session.moment);
  const curves = useSession((session) => session.curves);
  const track = useSession((session) => session.track);
  const scope = useView((view) => view.scope);
  const start = useView((view) => view.moment);
  const steps = useEdits((edits) => edits.steps);
  const trial = useEdits((edits) => edits.trial);
  const shift = useEdits((edits) => edits.shift);
  const shiftOf = useEdits((edits) => edits.shiftOf);
  return shownOf({ moment, curves, track }, { scope, moment: start }, { steps, trial, shift, shiftOf });
}
