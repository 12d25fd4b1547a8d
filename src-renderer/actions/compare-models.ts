import { type Curves, unpackCurves } from '../stores/session.ts';
import type { Workstation } from '../workstation.ts';

/** Predicts the open recording with another model, for a comparison; what is shown elsewhere stays as it is. */
export async function predictWith(
  { engine, session }: Workstation,
  modelId: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<Curves | null> {
  const { track } = session.getState();
  if (!track) return null;
  const asked = { audio: { trackId: track.id, steps: [] }, modelId };
  const { signal } = options;
  for await (const event of await engine.predictions.run(asked, { signal })) {
    if (event.kind === 'progress') options.onProgress(event.fraction);
    else return unpackCurves(await engine.predictions.get(asked, { signal }));
  }
  return null;
}
