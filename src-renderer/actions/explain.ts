import type { ExplainSettings, OpenExplanation } from '../stores/explanation.ts';
import { cancel, failureText, report, restart, type Workstation } from '../workstation.ts';

/** Explains a mid-level feature (or emotion) of the chosen window, with progress. The running one is cancelled. */
export async function explain(
  workstation: Workstation,
  feature: string,
  settings: ExplainSettings & { readonly start?: number } = workstation.explanation.getState().settings,
): Promise<void> {
  const { engine, session, view, explanation } = workstation;
  const { track, model } = session.getState();
  if (!track) return;
  const signal = restart(workstation, 'explain');
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
        settings: { start: view.getState().moment, ...settings, feature },
      },
      { signal },
    );
    for await (const event of events) {
      if (event.kind === 'done') await openExplanation(workstation, event.explanationId, signal);
      else if (event.kind === 'picture') await showPicture(workstation, event.explanationId, signal);
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

/** Shows the weights so far; what the user has selected meanwhile stays selected. */
async function showPicture(
  { engine, explanation }: Workstation,
  explanationId: string,
  signal: AbortSignal,
): Promise<void> {
  const current = await readExplanation(engine, explanationId, signal);
  if (signal.aborted) return;
  const before = explanation.getState();
  const same = before.current?.id === explanationId;
  explanation.setState({ current, ...(same ? {} : { selected: new Set<number>(), hovered: null }) });
}

/** Reads an explanation with its label map unpacked. */
export async function readExplanation(
  engine: Workstation['engine'],
  explanationId: string,
  signal?: AbortSignal,
): Promise<OpenExplanation> {
  const { labels, ...rest } = await engine.explanations.get({ explanationId }, signal ? { signal } : {});
  return { ...rest, labels: new Int32Array(await labels.arrayBuffer()) };
}

/** Goes on with the open explanation from the samples there are. */
export async function continueExplanation(workstation: Workstation): Promise<void> {
  const { current, settings } = workstation.explanation.getState();
  if (!current) return;
  const { feature, window, seed, segmenter, selection, estimator, fill, regions, samples, complete } =
    current;
  const params = Object.entries(segmenter.params).map(([name, value]) => `${name}=${value}`);
  await explain(workstation, feature, {
    start: window.start,
    seed,
    segmenter: [segmenter.name, ...(params.length > 0 ? [params.join(',')] : [])].join(':'),
    selection,
    estimator,
    fill,
    regions,
    stability: complete ? null : settings.stability,
    samples: complete ? 2 * samples : Math.max(settings.samples, samples),
  });
}

/** Cancels the explanation that is being made. */
export function cancelExplanation(workstation: Workstation): void {
  cancel(workstation, 'explain');
  workstation.explanation.setState({ running: null });
}

/** Shows a finished explanation. What was selected in its pictures stays selected. */
export async function openExplanation(
  { engine, explanation, view }: Workstation,
  explanationId: string,
  signal?: AbortSignal,
): Promise<void> {
  const current = await readExplanation(engine, explanationId, signal);
  if (signal?.aborted) return;
  const grown = explanation.getState().current?.id === explanationId;
  explanation.setState({
    current,
    running: null,
    error: null,
    ...(grown ? {} : { selected: new Set<number>(), hovered: null }),
  });
  view.setState({ moment: current.window.start, feature: current.feature });
}

/** Asks the engine once what explanations can be made with. */
export async function loadChoices(workstation: Workstation): Promise<void> {
  const { engine, explanation } = workstation;
  if (explanation.getState().choices) return;
  try {
    explanation.setState({ choices: await engine.explanations.choices() });
  } catch (cause) {
    report(workstation, cause);
  }
}
