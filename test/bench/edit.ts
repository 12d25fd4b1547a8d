import { pcmOf } from '../../src-main/engine/audio/signal.ts';
import { gainStep } from '../../src-main/engine/edit/edit-step.ts';
import { applyEdits } from '../../src-main/engine/edit/render.ts';
import { type SegmentMaps, segmentMap } from '../../src-main/engine/edit/segment-map.ts';
import { createCompute } from '../../src-main/engine/jobs/compute.ts';
import type { EditTarget } from '../../src-preload/contract/domain.ts';
import { median, printRow, referenceMs } from './row.ts';

/**
 * How soon new audio is there after a gain has changed, on a 10-second window of stereo at 44.1 kHz: the first 250 ms, which
 * playback waits for, and the whole window. Prints two rows a kind of edit, medians of
 * wall-clock time.
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

const reference = referenceMs();

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
  const [coldFirst = 0, ...warmFirst] = first;
  printRow({
    what: `Edit of ${name}: first 250 ms of new audio (first edit of all: ${coldFirst.toFixed(0)} ms)`,
    value: median(warmFirst),
    unit: 'ms',
    goal: '150 ms',
    met: median(warmFirst) <= 150,
    reference: median(warmFirst) / reference,
  });
  printRow({
    what: `Edit of ${name}: all 10 s`,
    value: median(all.slice(1)),
    unit: 'ms',
    goal: '150 ms',
    met: median(all.slice(1)) <= 150,
    reference: median(all.slice(1)) / reference,
  });
}
