import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contract } from '../../src-preload/contract/contract.ts';
import type { EditStep, Track } from '../../src-preload/contract/domain.ts';
import { timeMapOf } from '../../src-preload/contract/time-map.ts';
import { type DemoEngine, openDemoEngine } from './demo-engine.fixture.ts';

/** Another tempo over a stretch of a demo recording, through the contract. */

let demo: DemoEngine;
let client: ContractRouterClient<Contract>;
let track: Track;

beforeAll(async () => {
  demo = await openDemoEngine('tempo', { quiet: true });
  ({ client } = demo);
  track = await client.tracks.get({ trackId: await demo.trackId('weathers') });
});

afterAll(() => demo[Symbol.asyncDispose]());

const tempo = (timeRange: [number, number], factor: number): EditStep => ({
  id: `tempo ${timeRange.join()}`,
  name: 'Tempo',
  target: { kind: 'time', timeRange },
  complement: false,
  gainDb: 0,
  tempo: factor,
  bypassed: false,
});
const audioOf = (steps: EditStep[]) => ({ trackId: track.id, steps });
const read = async (steps: EditStep[], start: number, frames: number) => {
  const blob = await client.audio.read({ audio: audioOf(steps), start, frames });
  return new Float32Array(await blob.arrayBuffer());
};
const curvesOf = async (steps: EditStep[]) => {
  const { curves, ...prediction } = await client.predictions.get({ audio: audioOf(steps) });
  return { ...prediction, curves: new Float32Array(await curves.arrayBuffer()) };
};

it('what follows the stretch comes as much earlier as the map says, with the same samples', async () => {
  const steps = [tempo([4, 12], 2)];
  const { sampleRate } = track;
  const map = timeMapOf(track, steps);
  expect(map.frames).toBe(track.frames - 4 * sampleRate);
  expect(await read(steps, 0, 3 * sampleRate)).toEqual(await read([], 0, 3 * sampleRate));
  const from = 13 * sampleRate;
  expect(await read(steps, map.toSound(from), sampleRate)).toEqual(await read([], from, sampleRate));
});

it('windows of the edit have their middles where the recording’s have, so curves lie above each other', async () => {
  const before = await curvesOf([]);
  // What lies behind comes four hops earlier, so that its windows hear the very same frames.
  const after = await curvesOf([tempo([1, 1 + 8 * before.hopSeconds], 2)]);
  expect(after).toMatchObject({
    count: before.count,
    duration: before.duration,
    hopSeconds: before.hopSeconds,
  });
  const width = before.midLevelNames.length + before.emotionNames.length;
  const first = 10;
  const end = before.count - 4;
  /** How far the edit's curves are from the recording's when they are laid so many windows later. */
  const apart = (rows: number) => {
    const a = before.curves.subarray(first * width, end * width);
    const b = after.curves.subarray((first - rows) * width, (end - rows) * width);
    return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
  };
  expect(apart(0)).toBeLessThan(0.01);
  for (const rows of [-2, -1, 1, 2, 4]) expect(apart(rows)).toBeGreaterThan(0.05);
});

it('a window that is judged alone is judged as within the whole', async () => {
  const steps = [tempo([3, 20], 0.8)];
  const { curves, count, hopSeconds, midLevelNames, emotionNames } = await curvesOf(steps);
  const width = midLevelNames.length + emotionNames.length;
  for (const row of [0, Math.floor(count / 2), count - 1]) {
    const { midLevel, window } = await client.predictions.moment({
      audio: audioOf(steps),
      start: row * hopSeconds,
    });
    for (const [i, name] of midLevelNames.entries())
      expect(midLevel[name]).toBeCloseTo(curves[row * width + i]!, 4);
    expect(window.end - window.start).toBeGreaterThan(0);
  }
  const { shift } = await client.predictions.shift({ audio: audioOf(steps), start: 5 });
  expect(Math.max(...Object.values(shift.midLevel).map(Math.abs))).toBeGreaterThan(0.01);
});

it('an explanation of the edited sound lies in the recording’s time, and its segments can be edited', async () => {
  const steps = [tempo([0, 60], 0.8)];
  const settings = {
    feature: 'valence',
    start: 6,
    samples: 200,
    seed: 3,
    segmenter: 'grid',
    selection: 'corrected',
    estimator: 'local',
    fill: 'silence',
    stability: null,
    regions: [],
  };
  let explanationId = '';
  for await (const event of await client.explanations.run({ audio: audioOf(steps), settings }))
    if (event.kind === 'done') explanationId = event.explanationId;
  const { window, segments, frames, frameSeconds, labels, bands } = await client.explanations.get({
    explanationId,
  });
  const { windowSeconds } = await client.predictions.get({ audio: audioOf([]) });
  // At 0.8 times the tempo a window of the sound is 0.8 windows of the recording, around the same middle.
  expect(window.end - window.start).toBeCloseTo(0.8 * windowSeconds, 1);
  expect((window.start + window.end) / 2).toBeCloseTo(6 + windowSeconds / 2, 0);
  expect(frames * frameSeconds).toBeCloseTo(window.end - window.start, 1);
  const ids = new Set(new Int32Array(await labels.arrayBuffer()));
  expect(frames * bands).toBe((await labels.arrayBuffer()).byteLength / 4);
  expect(ids.size).toBe(segments.length);
  for (const { timeRange } of segments) {
    expect(timeRange[0]).toBeGreaterThanOrEqual(window.start);
    expect(timeRange[1]).toBeLessThanOrEqual(window.end);
  }
  const silent: EditStep = {
    ...tempo([0, 1], 1),
    target: { kind: 'segments', explanationId, segmentIds: [...ids] },
    gainDb: null,
  };
  const map = timeMapOf(track, steps);
  const sampleOf = (second: number) => Math.round(map.toSound(second * track.sampleRate));
  const middle = sampleOf((window.start + window.end) / 2);
  const rms = (samples: Float32Array) =>
    Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
  const heard = async (list: EditStep[]) => rms(await read(list, middle, track.sampleRate));
  expect(await heard([...steps, silent])).toBeLessThan(0.2 * (await heard(steps)));
}, 120_000);

it('loudness is that of the same music, and pictures keep the recording’s time', async () => {
  const steps = [tempo([2, 10], 0.5)];
  const range: [number, number] = [14, 20];
  const loudness = (list: EditStep[]) => client.audio.loudness({ audio: audioOf(list), range });
  expect((await loudness(steps)).lufs).toBeCloseTo((await loudness([])).lufs!, 1);
  const peaks = async (list: EditStep[]) =>
    new Float32Array(
      await (await client.audio.peaks({ audio: audioOf(list), range: [0, 30], columns: 300 })).arrayBuffer(),
    );
  expect(await peaks(steps)).toEqual(await peaks([]));
});

it('steps with a tempo are kept, taken back and brought again', async () => {
  const steps = [tempo([1, 2], 1.12)];
  await client.edits.set({ trackId: track.id, steps, label: 'Faster' });
  expect((await client.edits.undo({ trackId: track.id })).steps).toEqual([]);
  expect((await client.edits.redo({ trackId: track.id })).steps).toEqual(steps);
  await client.edits.undo({ trackId: track.id });
});

it('a tempo of a band, and one beyond twice, are refused with a sentence', async () => {
  const band = {
    kind: 'region' as const,
    timeRange: [1, 2] as [number, number],
    frequencyRange: [100, 200] as [number, number],
  };
  await expect(read([{ ...tempo([1, 2], 1.5), target: band }], 0, 10)).rejects.toThrow(
    /stretch of time only/,
  );
  await expect(read([tempo([1, 2], 3)], 0, 10)).rejects.toThrow();
  await expect(read([tempo([1, 9], 2), tempo([2, 9], 2), tempo([3, 9], 2)], 0, 10)).rejects.toThrow(
    /8\.00 times as fast/,
  );
});
