import type { Distribution, ModelCard } from '../../src-preload/contract/domain.ts';
import { scaledQuantiles } from '../../src-preload/contract/quantiles.ts';
import type { Measure, PlotRow } from './plot-row.ts';

/** Fewer recordings make no distribution. */
const FEWEST = 3;

/** The distribution to draw behind this model's effects; null where there is none of this model or too few recordings. */
export function drawnDistribution(
  distribution: Distribution | null,
  { id, version }: Pick<ModelCard, 'id' | 'version'>,
): Distribution | null {
  const same = distribution?.model.id === id && distribution.model.version === version;
  return same && distribution.recordings >= FEWEST ? distribution : null;
}

/**
 * The rows with the library behind them. An effect is its weight times the feature, so its quantiles are those of the feature times
 * the weight; shares have quantiles of their own.
 */
export function withLibrary(
  rows: readonly PlotRow[],
  distribution: Distribution | null,
  { midLevel, emotions, head }: Pick<ModelCard, 'midLevel' | 'emotions' | 'head'>,
  emotion: string,
  measure: Measure,
): readonly PlotRow[] {
  if (!distribution) return rows;
  const weights = head.weights[emotions.findIndex(({ name }) => name === emotion)] ?? [];
  return rows.map((row) => {
    if (row.name === 'sum') return { ...row, library: distribution.emotions[emotion] ?? null };
    if (measure === 'share') return { ...row, library: distribution.shares[emotion]?.[row.name] ?? null };
    const weight = weights[midLevel.findIndex(({ name }) => name === row.name)];
    const feature = distribution.midLevel[row.name];
    return { ...row, library: feature && weight !== undefined ? scaledQuantiles(feature, weight) : null };
  });
}
