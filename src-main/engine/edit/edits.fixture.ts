import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';
import type { Compute } from '../jobs/compute.ts';
import { gainStep } from './edit-step.ts';
import { applyEdits } from './render.ts';
import { type SegmentMap, type SegmentMaps, segmentMap } from './segment-map.ts';
import { soundOf } from './sounds.fixture.ts';

/** Edits of every kind for the edit tests, all within the first 1.6 s and below 4 kHz so that they fit every sample rate. */

const bands = 24;
const frames = 38;
const frameSeconds = 0.032;

/** Four segments in a window from 0.2 to 1.4 s: 0 low and early, 1 high and early, 2 low and late, 3 high and late. */
const quadrants: SegmentMap = segmentMap(
  {
    id: 'quadrants',
    window: { start: 0.2, end: 1.4 },
    frames,
    bands,
    frameSeconds,
    bandEdges: Array.from({ length: bands + 1 }, (_, b) => 200 * 2 ** (b / 6)),
  },
  Int32Array.from({ length: frames * bands }, (_, i) => {
    const late = Math.floor(i / bands) >= frames / 2;
    const high = i % bands >= bands / 2;
    return (late ? 2 : 0) + (high ? 1 : 0);
  }),
);

export const maps: SegmentMaps = new Map([[quadrants.explanationId, quadrants]]);

export function region(from: number, to: number, low: number, high: number): EditTarget {
  return { kind: 'region', timeRange: [from, to], frequencyRange: [low, high] };
}

/** Corners of seconds and hertz. */
export function lasso(...points: [number, number][]): EditTarget {
  return { kind: 'lasso', points };
}

export function segments(...segmentIds: number[]): EditTarget {
  return { kind: 'segments', explanationId: 'quadrants', segmentIds };
}

/** Tasks run where they are asked for, with the structured clone a worker would make. */
export const onThisThread: Compute = {
  threads: 1,
  async run(task, input) {
    const { [task.name]: work } = await import(task.filename);
    return structuredClone(await work(structuredClone(input)));
  },
  async [Symbol.asyncDispose]() {},
};

/** Silence for everything but the target. */
export function onlyStep(id: string, name: string, target: EditTarget): EditStep {
  return { ...gainStep(id, name, target, null), complement: true };
}

/** Silence for the target. */
export function withoutStep(id: string, name: string, target: EditTarget): EditStep {
  return gainStep(id, name, target, null);
}

export const withGain = (target: EditTarget, gain: GainDb) => [gainStep('a', 'edit', target, gain)];
export const only = (target: EditTarget) => [onlyStep('a', 'only', target)];
export const without = (target: EditTarget) => [withoutStep('a', 'without', target)];

/** All of a sound after the steps, channel by channel. */
export async function editedAll(sampleRate: number, channels: Float32Array[], steps: EditStep[]) {
  const source = applyEdits(soundOf(sampleRate, ...channels), steps, maps, onThisThread);
  return source.read(0, channels[0]!.length);
}

/** All of a mono sound after the steps. */
export async function edited(sampleRate: number, samples: Float32Array, steps: EditStep[]) {
  return (await editedAll(sampleRate, [samples], steps))[0]!;
}
