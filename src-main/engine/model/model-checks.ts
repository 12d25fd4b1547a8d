import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { emotionsOf } from './effects.ts';
import { distanceOf, whiten } from './familiarity.ts';
import type { Manifest } from './manifest.ts';
import type { ModelGraph, ModelOutput } from './model-graph.ts';
import { PARITY_TOLERANCE, type Probe } from './provider.ts';
import type { SelfTest } from './self-test.ts';

/**
 * The checks that ask an open graph: does it answer as it was trained to, do its sums hold, is it local? Each gives what it
 * found and a line about it, or throws a MezzoError that says what is wrong.
 */

/** float32 sums over a window leave about this much between the graph's own emotions and the manifest's head. */
const ADDITIVITY_TOLERANCE = 1e-5;

/** The training code and this engine must give the same answer to the same signal. */
export async function checkSelfTest(
  cpu: ModelGraph,
  { values, frames }: Probe,
  selfTest: SelfTest,
  manifest: Manifest,
): Promise<readonly [ModelOutput, string]> {
  const output = await cpu.run(values, 1, frames, { embedding: true });
  const compare = (name: string, expected: number, found: number, unit = 1) => ({
    name,
    expected,
    found,
    difference: Math.abs(found - expected) / unit,
  });
  const all = [
    ...manifest.midLevel.map(({ name }, m) => compare(name, selfTest.midLevel[name]!, output.midLevel[m]!)),
    ...manifest.emotions.map(({ name }, e) => compare(name, selfTest.emotions[name]!, output.emotions[e]!)),
  ];
  if (manifest.domain && output.embedding && selfTest.distance !== undefined) {
    const whole = { first: 0, count: output.positions };
    const found = distanceOf(whiten(output.embedding, manifest.domain), whole, manifest.domain);
    // A test signal may lie far outside, where the whitening magnifies float32's rounding.
    all.push(compare('distance', selfTest.distance, found, Math.max(1, selfTest.distance)));
  }
  const worst = all.reduce((a, b) => (b.difference > a.difference ? b : a));
  if (worst.difference > selfTest.tolerance) {
    throw new MezzoError(
      'model_untrusted',
      `Asked to judge its own test signal, the model “${manifest.id}” gave ${worst.name} = ${worst.found.toPrecision(5)} where ${worst.expected.toPrecision(5)} was expected. Its front end or its graph is not the one it was trained with.`,
    );
  }
  return [output, `largest difference ${worst.difference.toExponential(1)} (${worst.name})`];
}

/** The explanation rests on two sums: emotions = head · mid-level + intercept, and mid-level = mean of the map. */
export function checkHead(output: ModelOutput, manifest: Manifest): readonly [null, string] {
  const emotions = emotionsOf(output.midLevel, manifest);
  const ofHead = Math.max(...emotions.map((value, e) => Math.abs(value - output.emotions[e]!)));
  const features = manifest.midLevel.length;
  const ofMap = Math.max(
    ...manifest.midLevel.map((_, m) => {
      let sum = 0;
      for (let p = 0; p < output.positions; p++) sum += output.positionMap[p * features + m]!;
      return Math.abs(sum / output.positions - output.midLevel[m]!);
    }),
  );
  if (!(ofHead <= ADDITIVITY_TOLERANCE && ofMap <= ADDITIVITY_TOLERANCE)) {
    throw new MezzoError(
      'model_untrusted',
      `The graph of the model “${manifest.id}” does not add up: its emotions differ by ${ofHead.toExponential(1)} from the manifest's head, its mid-level features by ${ofMap.toExponential(1)} from the mean of its map. Export both from the same training run.`,
    );
  }
  return [
    null,
    `emotions within ${ofHead.toExponential(1)}, mean of the map within ${ofMap.toExponential(1)}`,
  ];
}

/** Position 1 must not change when everything outside its receptive field does. */
export async function checkLocality(
  cpu: Pick<ModelGraph, 'run'>,
  probe: Probe,
  manifest: Manifest,
): Promise<readonly [null, string]> {
  const { receptiveField, stride } = manifest.positions;
  const bands = manifest.frontEnd.bands.count;
  const frames = receptiveField + 2 * stride;
  const size = frames * bands;
  const pair = new Float32Array(2 * size);
  pair.set(probe.values.subarray(0, size), 0);
  for (let i = 0; i < size; i++) {
    const frame = Math.floor(i / bands);
    const inside = frame >= stride && frame < stride + receptiveField;
    pair[size + i] = inside ? pair[i]! : ((i * 7919) % 101) / 25;
  }
  const { positionMap, embedding, positions } = await cpu.run(pair, 2, frames, { embedding: true });
  const moved = Math.max(...[positionMap, ...(embedding ? [embedding] : [])].map(movedAtOne(positions)));
  if (!(moved <= PARITY_TOLERANCE)) {
    throw new MezzoError(
      'model_invalid',
      `The model “${manifest.id}” looks further than its receptive field of ${receptiveField} frames: a position moved by ${moved.toPrecision(2)} when only frames outside it changed. Correct positions in the manifest.`,
    );
  }
  return [null, `a position sees ${receptiveField} frames and no more`];
}

/** How far a map [2 × positions × width] differs at position 1 between the two of the batch. */
const movedAtOne = (positions: number) => (map: Float32Array) => {
  const width = map.length / (2 * positions);
  let moved = 0;
  for (let m = 0; m < width; m++)
    moved = Math.max(moved, Math.abs(map[width + m]! - map[(positions + 1) * width + m]!));
  return moved;
};
