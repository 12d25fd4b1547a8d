import type { ListedTrack } from '../../src-preload/contract/track-list.ts';
import { type AnalysedList, initialAnalysis } from '../stores/analysis.ts';
import { cancel, restart, type Workstation } from '../workstation.ts';
import { replaceRow } from './describe-track.ts';
import { refreshTable } from './library-table.ts';
import { reportInTable, sayInTable } from './say-in-table.ts';

/** Predicts every recording of the table's list that the model has not predicted, in the table's order, while other work goes on. */
export async function analyseAll(workstation: Workstation): Promise<void> {
  const { analysis, libraryTable, session } = workstation;
  const modelId = session.getState().model?.id;
  if (modelId === undefined || analysis.getState().state !== 'idle') return;
  const { search, filter, sort, descending } = libraryTable.getState();
  sayInTable(workstation, null);
  await run(workstation, { modelId, search, filter, sort, descending });
}

/** Stops after what is done; the recording at work is begun anew when it goes on. */
export function pauseAnalysis(workstation: Workstation): void {
  cancel(workstation, 'analyse-all');
  workstation.analysis.setState({ state: 'paused', fraction: 0 });
}

/** Goes on with what is left of the list. */
export async function resumeAnalysis(workstation: Workstation): Promise<void> {
  const { list, state } = workstation.analysis.getState();
  if (list && state === 'paused') await run(workstation, list);
}

/** Has a recording analysed before the others of the list, after the one at work. */
export async function analyseNext(
  workstation: Workstation,
  { id, name }: Pick<ListedTrack, 'id' | 'name'>,
): Promise<void> {
  const { analysis, engine } = workstation;
  try {
    await engine.predictions.prefer({ trackId: id });
  } catch (cause) {
    reportInTable(workstation, cause);
    return;
  }
  analysis.setState(({ preferred }) => ({
    preferred: [{ trackId: id, name }, ...preferred.filter(({ trackId }) => trackId !== id)],
  }));
}

/** Ends it; what is done stays. */
export function cancelAnalysis(workstation: Workstation): void {
  cancel(workstation, 'analyse-all');
  workstation.analysis.setState(initialAnalysis);
}

/** Takes the list of failures away, and with it what is left of an analysis that is over. */
export function dismissFailures({ analysis }: Workstation): void {
  analysis.setState({ failures: [] });
}

async function run(workstation: Workstation, list: AnalysedList): Promise<void> {
  const { analysis, engine, libraryTable, session } = workstation;
  const signal = restart(workstation, 'analyse-all');
  const { preferred } = analysis.getState();
  analysis.setState({ ...initialAnalysis, preferred, list, state: 'running' });
  let done = 0;
  try {
    const { curve } = libraryTable.getState();
    for await (const event of await engine.predictions.all({ ...list, curve }, { signal })) {
      if (signal.aborted) return;
      if (event.kind === 'begin') analysis.setState({ total: event.total });
      else if (event.kind === 'progress') analysis.setState({ name: event.name, fraction: event.fraction });
      else {
        const ended = event.kind === 'failed' ? event.trackId : event.track.id;
        analysis.setState(({ finished, preferred }) => ({
          finished: finished + 1,
          fraction: 0,
          preferred: preferred.filter(({ trackId }) => trackId !== ended),
        }));
        if (event.kind === 'failed') {
          const { trackId, name, error } = event;
          analysis.setState(({ failures }) => ({
            failures: [...failures, { trackId, name, message: error.message }],
          }));
        } else {
          done++;
          if (session.getState().model?.id === list.modelId) replaceRow(workstation, event.track);
        }
      }
    }
    if (signal.aborted) return;
    sayInTable(workstation, outcome(done, analysis.getState().total ?? 0));
  } catch (cause) {
    if (signal.aborted) return;
    reportInTable(workstation, cause);
  }
  analysis.setState(({ failures }) => ({ ...initialAnalysis, failures }));
  await refreshTable(workstation);
}

function outcome(done: number, total: number): string {
  if (total === 0)
    return 'Every recording of this list is analysed already, except those whose file is missing.';
  return done === 1 ? '1 recording was analysed.' : `${done.toLocaleString('en')} recordings were analysed.`;
}
