import { cancel, report, restart, type Workstation } from '../workstation.ts';
import { readExplanation } from './explain.ts';

/** Explains the open explanation's window for the same network with its weights shuffled, and shows how alike the two come out. */
export async function randomise(workstation: Workstation): Promise<void> {
  const { engine, explanation } = workstation;
  const explanationId = explanation.getState().current?.id;
  if (explanationId === undefined) return;
  const signal = restart(workstation, 'randomise');
  explanation.setState({ randomising: 0 });
  try {
    for await (const event of await engine.explanations.randomise({ explanationId }, { signal })) {
      if (event.kind === 'progress' && !signal.aborted)
        explanation.setState({ randomising: event.done / event.total });
    }
    const current = await readExplanation(engine, explanationId, signal);
    if (!signal.aborted && explanation.getState().current?.id === explanationId)
      explanation.setState({ current });
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  } finally {
    if (workstation.running.get('randomise')?.signal === signal || signal.aborted)
      explanation.setState({ randomising: null });
  }
}

/** Stops the check. */
export function cancelRandomisation(workstation: Workstation): void {
  cancel(workstation, 'randomise');
  workstation.explanation.setState({ randomising: null });
}
