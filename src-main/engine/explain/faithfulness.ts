import { largest } from './agreement.ts';
import type { Components } from './components.ts';
import { Random } from './random.ts';
import { BATCH, batchOf, type Predict } from './sampler.ts';
import { type Targets, targetNames, targetValues } from './targets.ts';

/** The prediction as components go or come, one value a step, equal steps from none to all. */
export interface Curves {
  /** Most positive weight first. */
  readonly explained: readonly number[];
  /** Mean over random orders. */
  readonly random: readonly number[];
  /** Loudest first. */
  readonly loudest: readonly number[];
}

export interface Faithfulness {
  /** From the whole window, components go one after the other (Petsiuk, Das and Saenko 2018). A good explanation falls early. */
  readonly deletion: Curves;
  /** From nothing, components come in the same order. A good explanation rises early. */
  readonly insertion: Curves;
  /** How many of the `of` largest weights have the sign that the component's removal from the whole window shows. */
  readonly direction: { readonly right: number; readonly of: number };
}

export interface FaithfulnessRequest {
  readonly components: Components;
  readonly targets: Targets;
  readonly target: string;
  readonly weights: Float64Array;
  readonly seed: number;
  readonly predict: Predict;
  readonly signal?: AbortSignal | undefined;
}

const STEPS = 16;
const RANDOM_ORDERS = 4;
const DIRECTIONS = 10;

/** Asks the model whether it does what the weights say. */
export async function measureFaithfulness(request: FaithfulnessRequest): Promise<Faithfulness> {
  const { components, weights, seed } = request;
  const n = components.count;
  const byWeight = ordered(n, (a, b) => weights[b]! - weights[a]!);
  const byLoudness = ordered(n, (a, b) => components.loudness[b]! - components.loudness[a]!);
  const random = new Random(seed);
  const orders = [byWeight, byLoudness, ...Array.from({ length: RANDOM_ORDERS }, () => shuffled(n, random))];
  const tops = largest(weights, DIRECTIONS).filter((c) => weights[c] !== 0);
  const masks = [
    ...orders.flatMap((order) => steps(order, 0)),
    ...orders.flatMap((order) => steps(order, 1)),
    ...tops.map((c) => maskWithout(n, [c])),
  ];
  const values = await answersTo(masks, request);
  const curve = (index: number) => values.slice(index * (STEPS + 1), (index + 1) * (STEPS + 1));
  const curvesFrom = (first: number): Curves => ({
    explained: curve(first),
    loudest: curve(first + 1),
    random: meanCurve(Array.from({ length: RANDOM_ORDERS }, (_, i) => curve(first + 2 + i))),
  });
  const whole = values[0]!;
  const right = tops.filter((c, i) => {
    const change = values[values.length - tops.length + i]! - whole;
    return change * weights[c]! < 0;
  }).length;
  return {
    deletion: curvesFrom(0),
    insertion: curvesFrom(orders.length),
    direction: { right, of: tops.length },
  };
}

/** How much earlier the explained order moves the prediction than another: the difference of mean values, by the range of both; above 0 is better. */
export function advantage(
  { explained, random, loudest }: Curves,
  over: 'random' | 'loudest',
  kind: 'deletion' | 'insertion',
): number {
  const other = over === 'random' ? random : loudest;
  const all = [...explained, ...other];
  const range = Math.max(...all) - Math.min(...all);
  if (range === 0) return 0;
  const gap = mean(explained) - mean(other);
  return (kind === 'insertion' ? gap : -gap) / range;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Masks with 0, n/16, … n components of the order switched off (`state` 0), or on and the others off (`state` 1). */
function steps(order: readonly number[], state: 0 | 1): Uint8Array[] {
  return Array.from({ length: STEPS + 1 }, (_, k) => {
    const mask = new Uint8Array(order.length).fill(1 - state);
    for (const c of order.slice(0, Math.round((k * order.length) / STEPS))) mask[c] = state;
    return mask;
  });
}

function maskWithout(n: number, off: readonly number[]): Uint8Array {
  const mask = new Uint8Array(n).fill(1);
  for (const c of off) mask[c] = 0;
  return mask;
}

async function answersTo(masks: readonly Uint8Array[], request: FaithfulnessRequest): Promise<number[]> {
  const { components, targets, target, predict, signal } = request;
  const n = components.count;
  const features = targets.midLevel.length;
  const index = targetNames(targets).indexOf(target);
  const y = new Float64Array(targetNames(targets).length);
  const batch = batchOf(components);
  const values: number[] = [];
  for (let at = 0; at < masks.length; at += BATCH) {
    signal?.throwIfAborted();
    batch.rows = Math.min(BATCH, masks.length - at);
    for (let i = 0; i < batch.rows; i++) batch.masks.set(masks[at + i]!, i * n);
    const { midLevel } = await predict(batch);
    for (let i = 0; i < batch.rows; i++) {
      targetValues(targets, midLevel.subarray(i * features, (i + 1) * features), y);
      values.push(y[index]!);
    }
  }
  return values;
}

function meanCurve(curves: readonly number[][]): number[] {
  return curves[0]!.map((_, k) => mean(curves.map((curve) => curve[k]!)));
}

function ordered(n: number, compare: (a: number, b: number) => number): number[] {
  return Array.from({ length: n }, (_, i) => i).sort((a, b) => compare(a, b) || a - b);
}

function shuffled(n: number, random: Random): number[] {
  const order = ordered(n, () => 0);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor((random.next() / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
