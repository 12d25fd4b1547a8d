import { MezzoError } from '../../src-preload/contract/errors.ts';
import { heardSteps } from '../stores/edits.ts';
import { cancel, restart, type Workstation } from '../workstation.ts';

const SETTLE_MS = 60;

/** Asks for the predicted shift of the chosen moment or recording, once the edits have come to rest. */
export async function refreshShift(workstation: Workstation): Promise<void> {
  const { engine, session, view, edits } = workstation;
  const { track, model } = session.getState();
  const steps = heardSteps(edits.getState());
  if (!track || !model || steps.length === 0) {
    cancel(workstation, 'shift');
    edits.setState({ shift: null, shifting: false });
    return;
  }
  const signal = restart(workstation, 'shift');
  edits.setState({ shifting: true });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  if (signal.aborted) return;
  const { scope, moment } = view.getState();
  try {
    const shift = await engine.predictions.shift(
      {
        audio: { trackId: track.id, steps },
        modelId: model.id,
        ...(scope === 'moment' ? { start: moment } : {}),
      },
      { signal },
    );
    if (!signal.aborted) {
      const shiftOf = scope === 'moment' ? moment : scope;
      edits.setState({ shift, shiftOf, shifting: false, error: null });
    }
  } catch (cause) {
    if (!signal.aborted) edits.setState({ shifting: false, error: MezzoError.from(cause).message });
  }
}
