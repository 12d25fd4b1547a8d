import type { EditState, EditStep, EditTarget, GainDb } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { changeText } from '../../src-preload/contract/signed-text.ts';
import { outlineBounds } from '../../src-preload/contract/target-bounds.ts';
import { formatDecibels, formatHertz, formatTime, labelOf } from '../ui/format.ts';
import { report, type Workstation } from '../workstation.ts';
import { noteEdit } from './journal.ts';

/** Changes to the edit list run one after the other, in the order they were made. */
const queues = new WeakMap<Workstation, Promise<void>>();

/** Shows and plays `steps` without saving them: for a slider on its way. */
export function previewSteps({ edits }: Workstation, steps: readonly EditStep[]): void {
  edits.setState({ steps });
}

/** Makes `steps` the edit list, at once for the user and then in the engine, as one step of undo called `label`. */
export function commitSteps(
  workstation: Workstation,
  steps: readonly EditStep[],
  label: string,
): Promise<void> {
  const trackId = workstation.session.getState().track?.id;
  if (!trackId) return Promise.resolve();
  noteEdit(workstation);
  // Undo must answer at once, though the engine has not: the queue keeps the order.
  workstation.edits.setState({ steps, undoLabel: label, redoLabel: null });
  return enqueue(workstation, trackId, () =>
    workstation.engine.edits.set({ trackId, steps: [...steps], label }),
  );
}

/** Runs one change of the engine's edit list after those before it, and shows the list it answers with. */
export function enqueue(
  workstation: Workstation,
  trackId: string,
  change: () => Promise<EditState>,
): Promise<void> {
  const { edits, session } = workstation;
  edits.setState({ saving: true });
  const before = queues.get(workstation) ?? Promise.resolve();
  const mine: Promise<void> = before.then(async () => {
    let answer: EditState | null = null;
    try {
      answer = await whileEngineRestarts(workstation, change);
    } catch (cause) {
      report(workstation, cause);
      answer = await workstation.engine.edits.get({ trackId }).catch(() => null);
    }
    const last = queues.get(workstation) === mine;
    if (!last || session.getState().track?.id !== trackId) return;
    edits.setState({ saving: false });
    if (!answer) return;
    const { undoLabel, redoLabel, history, position } = answer;
    // The same steps stay the same objects, so that nothing is predicted or drawn twice.
    const known = JSON.stringify(answer.steps) === JSON.stringify(edits.getState().steps);
    edits.setState({ undoLabel, redoLabel, history, position, ...(known ? {} : { steps: answer.steps }) });
  });
  queues.set(workstation, mine);
  return mine;
}

/** Makes a change again, once, when the engine was lost under it and has come back: nothing the user did is lost. */
async function whileEngineRestarts<T>({ session }: Workstation, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (cause) {
    if (MezzoError.from(cause).code !== 'engine_lost') throw cause;
    if (session.getState().connection !== 'connected') {
      await new Promise<void>((resolve) => {
        const end = session.subscribe(({ connection }) => {
          if (connection !== 'connected') return;
          end();
          resolve();
        });
      });
    }
    return change();
  }
}

/** What an edit would act on now: the selected segments, else the free region, else nothing. */
export function presentTarget({ explanation, view }: Workstation): EditTarget | null {
  const { current, selected } = explanation.getState();
  if (current && selected.size > 0) {
    return { kind: 'segments', explanationId: current.id, segmentIds: [...selected].sort((a, b) => a - b) };
  }
  const { region } = view.getState();
  if (!region) return null;
  if (region.outline) return { kind: 'lasso', points: region.outline.map(([time, hertz]) => [time, hertz]) };
  return { kind: 'region', timeRange: [...region.timeRange], frequencyRange: [...region.frequencyRange] };
}

/** A name the user can tell an edit by. */
export function nameTarget(target: EditTarget): string {
  if (target.kind === 'segments') {
    const n = target.segmentIds.length;
    return n === 1 ? `Segment ${target.segmentIds[0]}` : `${n} segments`;
  }
  if (target.kind === 'source') {
    const [from, to] = target.timeRange;
    return `${labelOf(target.source)} sound, ${formatTime(from)}–${formatTime(to)}`;
  }
  if (target.kind === 'time') {
    const [from, to] = target.timeRange;
    return `${formatTime(from)}–${formatTime(to)}`;
  }
  const { timeRange, frequencyRange } = target.kind === 'lasso' ? outlineBounds(target.points) : target;
  const [[t0, t1], [f0, f1]] = [timeRange, frequencyRange];
  const bounds = `${formatTime(t0)}–${formatTime(t1)}, ${formatHertz(f0)}–${formatHertz(f1)}`;
  return target.kind === 'lasso' ? `Outline, ${bounds}` : bounds;
}

/** A step on another target. A name that Mezzo gave it says the new one. */
export function withTarget(step: EditStep, target: EditTarget): EditStep {
  return { ...step, target, name: step.name.replace(nameTarget(step.target), nameTarget(target)) };
}

export function makeStep(
  target: EditTarget,
  gainDb: GainDb,
  { complement = false, fade }: { complement?: boolean; fade?: EditStep['fade'] } = {},
): EditStep {
  const name = fade ? `Fade ${fade}, ${nameTarget(target)}` : nameTarget(target);
  const id = crypto.randomUUID();
  return { id, name, target, complement, gainDb, ...(fade ? { fade } : {}), bypassed: false };
}

/** What changes over a stretch of time as a whole. */
export type StretchChange = Pick<EditStep, 'semitones'> | Pick<EditStep, 'tempo'>;

/** Adds a change of pitch or tempo over a stretch of time (s), and plays the edited side. */
export function addStretchChange(
  workstation: Workstation,
  timeRange: readonly [number, number],
  change: StretchChange,
): void {
  const target: EditTarget = { kind: 'time', timeRange: [...timeRange] };
  const kind = 'tempo' in change ? 'Tempo' : 'Pitch';
  const step: EditStep = { ...makeStep(target, 0), name: `${kind}, ${nameTarget(target)}`, ...change };
  const steps = [...workstation.edits.getState().steps, step];
  void commitSteps(workstation, steps, `${changeText(step)} on ${step.name}`);
  workstation.playback.setState({ side: 'edited' });
}

/** Adds a gain over the selection. Resolves to the new step, or null when nothing is selected. */
export function addEdit(workstation: Workstation, gainDb: GainDb): EditStep | null {
  const target = presentTarget(workstation);
  if (!target) return null;
  const step = makeStep(target, gainDb);
  const steps = [...workstation.edits.getState().steps, step];
  void commitSteps(workstation, steps, `${formatDecibels(gainDb)} on ${step.name}`);
  return step;
}
