import { report, restart, type Workstation } from '../workstation.ts';

/** Asks how the library's recordings lie for the present model. */
export async function refreshDistribution(workstation: Workstation): Promise<void> {
  const { engine, session } = workstation;
  const { model } = session.getState();
  const signal = restart(workstation, 'distribution');
  if (!model) return;
  try {
    const distribution = await engine.predictions.distribution({ modelId: model.id }, { signal });
    if (!signal.aborted) session.setState({ distribution });
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
}
