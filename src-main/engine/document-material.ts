import type { Judgement } from '../../src-preload/contract/domain.ts';
import { isIdle } from '../../src-preload/contract/edit-step.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { DocumentContext } from './document.ts';
import type { LabelledExplanation } from './library/explanations.ts';
import type { Analysis } from './model/prediction.ts';

/** What documents are made from, found in the engine by what was asked. */

type Context = Pick<DocumentContext, 'engine' | 'model' | 'request' | 'signal'>;

/** The recording as the model hears it: with the edit list, or without. */
export async function analysisOf(
  { engine, model, request, signal }: Context,
  which: 'original' | 'edited',
): Promise<Analysis> {
  const audio = which === 'edited' ? request.audio : { ...request.audio, steps: [] };
  return engine.analyses.ofSound(await engine.sounds.of(audio), model, { signal });
}

export interface JudgedWindow extends Judgement {
  readonly window: { readonly start: number; readonly end: number };
}

/** The judgement of the chosen window. */
export function momentOf(
  { engine, model, request, signal }: Context,
  which: 'original' | 'edited',
): Promise<JudgedWindow> {
  const audio = which === 'edited' ? request.audio : { ...request.audio, steps: [] };
  return engine.predicting.moment(audio, model, request.start, { signal });
}

/** True when a step of the edit list is heard. */
export const isEdited = ({ request }: Context): boolean => request.audio.steps.some((step) => !isIdle(step));

/** The open explanation. Throws `bad_request` when none is open, `not_found` when it is not there any more. */
export function explanationOf({ engine, request }: Context): LabelledExplanation {
  if (request.explanationId === null)
    throw new MezzoError('bad_request', 'No explanation is open. Explain a feature first, then export.');
  return engine.library.explanations.get(request.explanationId);
}
