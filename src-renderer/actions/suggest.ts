import type { Suggestion } from '../../src-preload/contract/suggestion.ts';
import { activeSteps } from '../stores/edits.ts';
import { startOf } from '../stores/playback.ts';
import { labelOf } from '../ui/format.ts';
import { cancel, failureText, restart, type Workstation } from '../workstation.ts';
import { commitSteps } from './change-edits.ts';
import { setLoop } from './loop.ts';

/** Seeks edits that move the chosen emotion of the chosen moment by the wish, with progress. The running search is cancelled. */
export async function suggest(workstation: Workstation): Promise<void> {
  const { engine, session, view, edits, explanation, suggestions } = workstation;
  const { track, model, moment } = session.getState();
  const { amount, allowedChange } = suggestions.getState();
  if (!track || !moment || amount === 0) return;
  hearSuggestion(workstation, null);
  const signal = restart(workstation, 'suggest');
  const { emotion, moment: start } = view.getState();
  const { steps } = edits.getState();
  const range = [moment.window.start, moment.window.end] as const;
  view.setState({ scope: 'moment' });
  suggestions.setState({
    asked: { emotion, amount, allowedChange, range, steps },
    list: null,
    farthest: null,
    error: null,
    running: { step: 'Starting', fraction: 0 },
  });
  try {
    const events = await engine.suggestions.run(
      {
        audio: { trackId: track.id, steps: activeSteps(steps) },
        ...(model ? { modelId: model.id } : {}),
        start,
        emotion,
        amount,
        allowedChange,
        settings: explanation.getState().settings,
      },
      { signal },
    );
    for await (const event of events) {
      if (signal.aborted) return;
      if (event.kind === 'progress')
        suggestions.setState({
          running: { step: event.step, fraction: event.total > 0 ? event.done / event.total : 0 },
        });
      else if (event.kind === 'found') suggestions.setState({ list: event.suggestions });
      else suggestions.setState({ list: event.suggestions, farthest: event.farthest, running: null });
    }
  } catch (cause) {
    if (!signal.aborted) suggestions.setState({ running: null, error: failureText(cause) });
  }
}

/** Ends the search; what was found stays. */
export function cancelSuggest(workstation: Workstation): void {
  cancel(workstation, 'suggest');
  workstation.suggestions.setState({ running: null });
}

/** Puts a suggestion on trial and plays its moment in a loop; null ends the trial. */
export function hearSuggestion(workstation: Workstation, suggestion: Suggestion | null): void {
  const { edits, playback, player, suggestions } = workstation;
  const { heard, asked } = suggestions.getState();
  if (!suggestion || !asked) {
    if (heard === null) return;
    suggestions.setState({ heard: null });
    edits.setState({ trial: [] });
    if (activeSteps(edits.getState().steps).length === 0) playback.setState({ side: 'original' });
    return;
  }
  suggestions.setState({ heard: suggestion.name });
  edits.setState({ trial: suggestion.steps });
  setLoop(workstation, ...asked.range);
  playback.setState({ side: 'edited', audition: 'all' });
  if (playback.getState().status === 'stopped') void player.play(startOf(playback.getState()));
}

/** Puts the steps of a suggestion at the end of the edit list. */
export function applySuggestion(workstation: Workstation, suggestion: Suggestion): void {
  const { edits, playback, suggestions } = workstation;
  const { asked } = suggestions.getState();
  if (!asked) return;
  const steps = [
    ...edits.getState().steps,
    ...suggestion.steps.map((step) => ({ ...step, id: crypto.randomUUID() })),
  ];
  suggestions.setState({ heard: null });
  edits.setState({ trial: [] });
  playback.setState({ side: 'edited' });
  void commitSteps(workstation, steps, `Suggestion for ${labelOf(asked.emotion).toLowerCase()}`);
}
