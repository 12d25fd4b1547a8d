import { pcmOf } from '../../src-main/engine/audio/signal.ts';
import { gainStep } from '../../src-main/engine/edit/edit-step.ts';
import { applyEdits } from '../../src-main/engine/edit/render.ts';
import { type SegmentMaps, segmentMap } from '../../src-main/engine/edit/segment-map.ts';
import { createCompute } from '../../src-main/engine/jobs/compute.ts';
import type { EditTarget } from '../../src-preload/contract/domain.ts';

/**
 * How soon new audio is there after a gain has changed, on a 10-second window of stereo at 44.1 kHz: the first 250 ms, which
 * playback waits for, and the whole window. Prints one JSON line a kind of edit, in milliseconds of wall-clock time; goal
 * 150 ms. `cold` is the first edit after the engine has started.
 */

const sampleRate = 44_100;
const seconds = 10;
const rounds = 15;
const frames = 313;
const bands = 168;

const recording = pcmOf({
  sampleRate,
  channels: [1, 2].map((c) =>
    Float32Array.from(
      { length: 60 * sampleRate },
      (_, n) => 0.3 * Math.sin(0.01 * c * n + 40 * Math.sin(0.0003 * n)),
    ),
  ),
});

const maps: SegmentMaps = new Map([
  [
    'bench',
    segmentMap(
      {
        id: 'bench',
        window: { start: 20, end: 30 },
        frames,
        bands,
        frameSeconds: seconds / frames,
        bandEdges: Array.from({ length: bands + 1 }, (_, b) => 55 * 2 ** ((b - 0.5) / 24)),
      },
      Int32Array.from(
        { length: frames * bands },
        (_, i) => Math.floor(i / bands / 20) + 16 * Math.floor((i % bands) / 12),
      ),
    ),
  ],
]);

const kinds: [string, EditTarget[]][] = [
  ['region', [{ kind: 'region', timeRange: [20, 30], frequencyRange: [300, 3000] }]],
  ['segments', [{ kind: 'segments', explanationId: 'bench', segmentIds: [3, 20, 40, 66, 90, 120] }]],
  [
    'eight steps',
    Array.from({ length: 8 }, (_, i) => ({
      kind: 'segments',
      explanationId: 'bench',
      segmentIds: [i, 40 + i],
    })),
  ],
];

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const round = (ms: number) => Math.round(ms * 10) / 10;

await using compute = createCompute();
for (const [name, targets] of kinds) {
  const first: number[] = [];
  const all: number[] = [];
  for (let i = 0; i <= rounds; i++) {
    const steps = targets.map((target, s) => gainStep(`${s}`, name, target, -1 - i / 2 - s));
    const began = performance.now();
    const edited = applyEdits(recording, steps, maps, compute);
    await edited.read(20 * sampleRate, sampleRate / 4);
    first.push(performance.now() - began);
    await edited.read(20 * sampleRate, seconds * sampleRate);
    all.push(performance.now() - began);
  }
  const warm = { first: first.slice(1), all: all.slice(1) };
  console.log(
    JSON.stringify({
      bench: 'edit: gain changed to new audio',
      edit: name,
      threads: compute.threads,
      goalMs: 150,
      first250ms: {
        cold: round(first[0]!),
        median: round(median(warm.first)),
        worst: round(Math.max(...warm.first)),
      },
      window10s: {
        cold: round(all[0]!),
        median: round(median(warm.all)),
        worst: round(Math.max(...warm.all)),
      },
    }),
  );
}
