import type { AudioRef } from '../../src-preload/contract/domain.ts';
import { heardSteps } from '../stores/edits.ts';
import { type Curves, unpackCurves } from '../stores/session.ts';
import { failureText, report, restart, type Workstation } from '../workstation.ts';

/** Predicts the open track, with progress; the curves appear in the session. The timeline says why when it fails. */
export async function predict(workstation: Workstation): Promise<void> {
  const { session } = workstation;
  const { track, model } = session.getState();
  if (!track || !model) return;
  const signal = restart(workstation, 'predict');
  session.setState({ predicting: { step: 'Predicting', fraction: null }, predictionError: null });
  try {
    const curves = await runPrediction(workstation, { trackId: track.id, steps: [] }, signal);
    if (!signal.aborted) session.setState({ curves, predicting: null });
  } catch (cause) {
    if (!signal.aborted) session.setState({ predicting: null, predictionError: failureText(cause) });
  }
}

/** Predicts the edited track in the background, or forgets its curves when nothing is edited. */
export async function predictEdited(workstation: Workstation): Promise<void> {
  const { session, edits } = workstation;
  const { track, model } = session.getState();
  const signal = restart(workstation, 'predict-edited');
  const steps = heardSteps(edits.getState());
  if (!track || !model || steps.length === 0) {
    session.setState({ editedCurves: null });
    return;
  }
  try {
    const editedCurves = await runPrediction(workstation, { trackId: track.id, steps }, signal);
    if (!signal.aborted) session.setState({ editedCurves });
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
}

async function runPrediction(
  { engine, session }: Workstation,
  audio: AudioRef,
  signal: AbortSignal,
): Promise<Curves> {
  const modelId = session.getState().model?.id;
  const asked = { audio, ...(modelId ? { modelId } : {}) };
  const events = await engine.predictions.run(asked, { signal });
  for await (const event of events) {
    if (event.kind === 'done') return unpackCurves(await engine.predictions.get(asked, { signal }));
    if (audio.steps.length === 0)
      session.setState({ predicting: { step: event.step, fraction: event.fraction } });
  }
  throw new DOMException('The prediction ended early.', 'AbortError');
}
