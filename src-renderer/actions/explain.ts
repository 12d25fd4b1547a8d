import type { OpenExplanation } from '../stores/explanation.ts';
import { cancel, failureText, report, restart, type Workstation } from '../workstation.ts';

/** Explains a mid-level feature (or emotion) of the chosen window, with progress. The running one is cancelled. */
export async function explain(workstation: Workstation, feature: string): Promise<void> {
  const { engine, session, view, explanation } = workstation;
  const { track, model } = session.getState();
  if (!track) return;
  const signal = restart(workstation, 'explain');
  const { settings } = explanation.getState();
  view.setState({ feature, scope: 'moment' });
  explanation.setState({
    running: { feature, step: 'Starting', done: 0, total: settings.samples },
    error: null,
  });
  try {
    const events = await engine.explanations.run(
      {
        audio: { trackId: track.id, steps: [] },
        ...(model ? { modelId: model.id } : {}),
        settings: { ...settings, feature, start: view.getState().moment },
      },
      { signal },
    );
    for await (const event of events) {
      if (event.kind === 'done') await openExplanation(workstation, event.explanationId, signal);
      else if (!signal.aborted) explanation.setState({ running: { feature, ...event } });
    }
    if (!signal.aborted) explanation.setState({ running: null });
  } catch (cause) {
    if (signal.aborted) return;
    // The page says it; who looks elsewhere gets a message instead.
    const { page, showInspector } = view.getState();
    const onPage = page === 'explanation' && showInspector;
    if (!onPage) report(workstation, cause);
    explanation.setState({ running: null, error: onPage ? failureText(cause) : null });
  }
}

/** Cancels the explanation that is being made. */
export function cancelExplanation(workstation: Workstation): void {
  cancel(workstation, 'explain');
  workstation.explanation.setState({ running: null });
}

/** Shows a finished explanation, with its selected segments chosen. */
export async function openExplanation(
  { engine, explanation, view }: Workstation,
  explanationId: string,
  signal?: AbortSignal,
): Promise<void> {
  const { labels, ...rest } = await engine.explanations.get({ explanationId }, signal ? { signal } : {});
  const current: OpenExplanation = { ...rest, labels: new Int32Array(await labels.arrayBuffer()) };
  if (signal?.aborted) return;
  explanation.setState({ current, running: null, selected: new Set(), hovered: null, error: null });
  view.setState({ moment: current.window.start, feature: current.feature });
}
