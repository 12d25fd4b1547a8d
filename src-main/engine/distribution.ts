import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Distribution } from '../../src-preload/contract/domain.ts';
import { type Quantiles, quantilesOf } from '../../src-preload/contract/quantiles.ts';
import { modelHash } from './analyses.ts';
import type { Predictions, TrackSummary } from './library/predictions.ts';
import type { LinearHead } from './model/effects.ts';
import type { Model } from './model/model.ts';

/** Tracks read at once; the engine answers others between two pages. */
const PAGE = 500;

/** How the recordings that a model has predicted lie. Reads the library in pages, so that nothing waits for it. */
export async function libraryDistribution(
  predictions: Pick<Predictions, 'summaries'>,
  { manifest }: Pick<Model, 'manifest'>,
  signal?: AbortSignal,
): Promise<Distribution> {
  const hash = modelHash(manifest);
  const summaries: TrackSummary[] = [];
  for (let after = ''; ; ) {
    const page = predictions.summaries(hash, after, PAGE);
    summaries.push(...page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = last.trackId;
    await nextTurn(undefined, { signal });
  }
  const spreads = await spreadsOf(summaries, manifest, signal);
  return {
    model: { id: manifest.id, version: manifest.version },
    recordings: summaries.length,
    ...spreads,
  };
}

/** Quantiles of every feature, emotion and relative effect over recordings; empty over none. */
export async function spreadsOf(
  summaries: readonly Omit<TrackSummary, 'trackId'>[],
  { midLevel, emotions, head }: LinearHead,
  signal?: AbortSignal,
): Promise<Pick<Distribution, 'midLevel' | 'emotions' | 'shares'>> {
  const count = summaries.length;
  const column = (of: (summary: Omit<TrackSummary, 'trackId'>) => number | undefined) =>
    Float64Array.from(summaries, (summary) => of(summary) ?? Number.NaN);
  const features = midLevel.map(({ name }) => ({ name, values: column((one) => one.midLevel[name]) }));
  const shares: Distribution['shares'] = {};
  for (const [e, { name }] of emotions.entries()) {
    await nextTurn(undefined, { signal });
    const weights = head.weights[e]!;
    const totals = Float64Array.from({ length: count }, (_, i) =>
      features.reduce((sum, { values }, m) => sum + Math.abs(weights[m]! * values[i]!), 0),
    );
    shares[name] = named(
      features.map(({ name: feature, values }, m) => [
        feature,
        values.map((value, i) => (totals[i]! > 0 ? Math.abs(weights[m]! * value) / totals[i]! : 0)),
      ]),
    );
  }
  return {
    midLevel: named(features.map(({ name, values }) => [name, values])),
    emotions: named(emotions.map(({ name }) => [name, column((one) => one.emotions[name])])),
    shares,
  };
}

function named(columns: readonly (readonly [string, Float64Array])[]): Record<string, Quantiles> {
  return Object.fromEntries(
    columns.flatMap(([name, values]) => {
      const found = quantilesOf(values);
      return found ? [[name, found]] : [];
    }),
  );
}
