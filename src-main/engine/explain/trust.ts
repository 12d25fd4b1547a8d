import { type Badge, badgeOf } from './badge.ts';
import type { WindowExplanation } from './explain.ts';
import { type Faithfulness, type FaithfulnessRequest, measureFaithfulness } from './faithfulness.ts';
import { type HalvesAgreement, halvesAgreement } from './halves.ts';

/** How far an explanation can be relied on. */
export interface Trust extends Faithfulness {
  readonly halves: HalvesAgreement | null;
  readonly badge: Badge;
  readonly reason: string;
}

/** The trust figures of one target; about 200 more windows for the model. */
export async function measureTrust(
  explanation: WindowExplanation,
  request: Omit<FaithfulnessRequest, 'weights'>,
): Promise<Trust> {
  const surrogate = explanation.surrogates.get(request.target)!;
  const faithfulness = await measureFaithfulness({ ...request, weights: surrogate.weights });
  const { exhaustive } = explanation;
  return {
    ...faithfulness,
    halves: exhaustive ? null : halvesAgreement(surrogate),
    ...badgeOf({ ...surrogate, exhaustive, faithfulness }),
  };
}
