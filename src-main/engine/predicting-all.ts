import { toPlainError } from '../../src-preload/contract/errors.ts';
import type { PredictAllEvent, PredictAllQuery } from '../../src-preload/contract/track-list.ts';
import type { AnalysisOrder } from './analysis-order.ts';
import { progressStream } from './jobs/stream.ts';
import type { Library } from './library/library.ts';
import type { Registry } from './model/registry.ts';
import type { Predicting } from './predicting.ts';

interface Parts {
  readonly library: Library;
  readonly models: Pick<Registry, 'open'>;
  readonly predicting: Pick<Predicting, 'predict'>;
  readonly analysisOrder: AnalysisOrder;
}

/**
 * Predicts, one after the other, every recording of a list that the model has not predicted and whose file is not missing, in the list's
 * order but for those the user put first. One that fails is reported and the others go on. Cancelling keeps what is done, so that asking again goes on from there.
 */
export function predictAll(
  { library, models, predicting, analysisOrder }: Parts,
  { modelId, curve, ...query }: PredictAllQuery,
  signal?: AbortSignal,
): AsyncGenerator<PredictAllEvent, void, void> {
  return progressStream<PredictAllEvent>(
    async (emit, cancel) => {
      const model = await models.open(modelId);
      const listed = { modelId: model.manifest.id, curve };
      const filter = { ...query.filter, unpredicted: true };
      const waiting = library.tracks.ids({ ...query, filter, modelId: listed.modelId });
      const ids = new Set(waiting.filter((id) => !library.tracks.get(id).missing));
      emit({ kind: 'begin', total: ids.size });
      for (let id = analysisOrder.take(ids); id !== undefined; id = analysisOrder.take(ids)) {
        cancel.throwIfAborted();
        const trackId = id;
        const { name } = library.tracks.get(trackId);
        const onProgress = (fraction: number) => emit({ kind: 'progress', trackId, name, fraction });
        try {
          onProgress(0);
          await predicting.predict({ trackId, steps: [] }, model, { signal: cancel, onProgress });
          emit({ kind: 'done', track: library.tracks.listed(trackId, listed) });
        } catch (cause) {
          cancel.throwIfAborted();
          emit({ kind: 'failed', trackId, name, error: toPlainError(cause) });
        }
      }
    },
    { signal },
  );
}
