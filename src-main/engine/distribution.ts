import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Distribution } from '../../src-preload/contract/domain.ts';
import { type Quantiles, quantilesOf } from '../../src-preload/contract/quantiles.ts';
import { modelHash } from './analyses.ts';
import type { Predictions, TrackSummary } from './library/predictions.ts';
import type { LinearHead } from './model/effects.ts';
import type { Model } from './model/model.ts';

/** Tracks read at once; the engine answers others between two pages. */
const PAGE = 200;

type Read = Pick<Predictions, 'summaries' | 'mark'>;

export interface Distributions {
  /** How the recordings that a model has predicted lie. */
  of(model: Pick<Model, 'manifest'>, signal?: AbortSignal): Promise<Distribution>;
}

/** Keeps each model's last answer until the model has predicted another recording. */
export function createDistributions(predictions: Read): Distributions {
  const kept = new Map<string, { readonly mark: string; readonly distribution: Distribution }>();
  return {
    async of(model, signal) {
      const hash = modelHash(model.manifest);
      const mark = predictions.mark(hash);
      const known = kept.get(hash);
      if (known?.mark === mark) return known.distribution;
      const distribution = await libraryDistribution(predictions, model, signal);
      kept.set(hash, { mark, distribution });
      return distribution;
    },
  };
}

/** Reads the library in pages, so that nothing waits for it. */
async function libraryDistribution(
  predictions: Read,
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
  /** One entry a column, each in a turn of its own: sorting a large library's takes a while. */
  const named = async (columns: Iterable<readonly [string, Float64Array]>) => {
    const found: Record<string, Quantiles> = {};
    for (const [name, values] of columns) {
      const quantiles = quantilesOf(values);
      if (quantiles) found[name] = quantiles;
      await nextTurn(undefined, { signal });
    }
    return found;
  };
  const features: (readonly [string, Float64Array])[] = [];
  for (const column of columnsOf(summaries, midLevel, 'midLevel')) {
    features.push(column);
    await nextTurn(undefined, { signal });
  }
  const shares: Distribution['shares'] = {};
  for (const [e, { name }] of emotions.entries())
    shares[name] = await named(sharesOf(features, head.weights[e]!));
  return {
    midLevel: await named(features),
    emotions: await named(columnsOf(summaries, emotions, 'emotions')),
    shares,
  };
}

/** Every name's values, one a recording. */
function* columnsOf(
  summaries: readonly Omit<TrackSummary, 'trackId'>[],
  names: readonly { readonly name: string }[],
  part: 'midLevel' | 'emotions',
): Generator<readonly [string, Float64Array]> {
  for (const { name } of names) {
    const values = new Float64Array(summaries.length);
    for (let i = 0; i < values.length; i++) values[i] = summaries[i]![part][name] ?? 0;
    yield [name, values];
  }
}

/** Every feature's share of the effects in each recording. */
function* sharesOf(
  features: readonly (readonly [string, Float64Array])[],
  weights: readonly number[],
): Generator<readonly [string, Float64Array]> {
  const totals = new Float64Array(features[0]?.[1].length ?? 0);
  for (const [m, [, values]] of features.entries())
    for (let i = 0; i < totals.length; i++) totals[i]! += Math.abs(weights[m]! * values[i]!);
  for (const [m, [name, values]] of features.entries())
    yield [name, values.map((value, i) => (totals[i]! > 0 ? Math.abs(weights[m]! * value) / totals[i]! : 0))];
}
