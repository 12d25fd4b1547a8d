import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { Engine } from './engine.ts';
import { cutExplainedWindow } from './explained-window.ts';
import { randomisationCheck } from './randomising.ts';
import type { WaitOptions } from './shared-work.ts';

/** Makes the randomisation check for a kept explanation and keeps its figure. Throws `bad_request` when the model has changed since. */
export async function randomiseExplanation(
  engine: Engine,
  explanationId: string,
  options: WaitOptions,
): Promise<void> {
  const { library } = engine;
  const explanation = library.explanations.get(explanationId);
  const model = await engine.models.open(explanation.model.id);
  if (model.manifest.version !== explanation.model.version) {
    throw new MezzoError(
      'bad_request',
      `The explanation was made with version ${explanation.model.version} of “${model.manifest.id}”, and version ${model.manifest.version} is here. Explain this moment again.`,
    );
  }
  const { segmenter, window, fill, estimator, samples, seed, feature } = explanation;
  const sound = await engine.sounds.of({ trackId: explanation.trackId, steps: [] });
  const params = Object.entries(segmenter.params).map(([key, value]) => `${key}=${value}`);
  const cut = await cutExplainedWindow(
    sound,
    model,
    {
      start: window.start,
      segmenter: [segmenter.name, params.join(',')].filter(Boolean).join(':'),
      fill,
      regions: explanation.regions,
    },
    { ...engine, path: library.tracks.file(explanation.trackId).path, signal: options.signal },
  );
  const randomised = await randomisationCheck(
    {
      model,
      window: cut,
      feature,
      weights: explanation.segments.map(({ weight }) => weight),
      estimator,
      samples,
      seed,
      compute: engine.compute,
    },
    options,
  );
  library.explanations.update({ ...library.explanations.get(explanationId), randomised });
}
