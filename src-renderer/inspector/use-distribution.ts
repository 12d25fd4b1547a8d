import { useEffect } from 'react';
import type { Distribution, ModelCard } from '../../src-preload/contract/domain.ts';
import { refreshDistribution } from '../actions/refresh-distribution.ts';
import { useSession, useWorkstation } from '../workstation-context.tsx';
import { drawnDistribution } from './library-band.ts';

/** The library's distribution to draw for this model; asked for again whenever the model has predicted another recording. */
export function useDistribution(model: Pick<ModelCard, 'id' | 'version'>): Distribution | null {
  const workstation = useWorkstation();
  const curves = useSession((session) => session.curves);
  const distribution = useSession((session) => session.distribution);
  const { id } = model;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the distribution is that of the present model and grows with its predictions.
  useEffect(() => {
    if (curves) void refreshDistribution(workstation);
  }, [workstation, id, curves]);
  return drawnDistribution(distribution, model);
}
