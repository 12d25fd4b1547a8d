import { expect, it } from 'vitest';
import { alignedLabels } from './aligned-labels.ts';

const picture = { frames: 6, bands: 2, frameSeconds: 0.1, bandEdges: [100, 200, 400] };
/** Every frame is a segment of its own, another one in each band. */
const labels = Int32Array.from({ length: 12 }, (_, i) => i);

it('stays as it is in the recording’s own time', () => {
  expect(alignedLabels({ labels, picture }, (second) => 3 + second)).toMatchObject({ labels });
});

it('has frames twice as close where the sound is twice as slow', () => {
  const { labels: aligned, picture: at } = alignedLabels({ labels, picture }, (second) => 3 + second / 2);
  expect(at.frames).toBe(6);
  expect(at.frameSeconds).toBeCloseTo(0.05, 9);
  expect(aligned).toEqual(labels);
});

it('keeps every segment where the tempo changes within the window', () => {
  const placed = (second: number) => (second < 0.3 ? 2 * second : 0.6 + 0.5 * (second - 0.3));
  const { labels: aligned, picture: at } = alignedLabels({ labels, picture }, placed);
  expect(new Set(aligned).size).toBe(12);
  expect(at.frames * at.frameSeconds).toBeCloseTo(0.75, 6);
  // Frame 1 lies at 0.2 s of the recording, frame 5 at 0.7 s.
  expect(aligned[2 * Math.round(0.2 / at.frameSeconds)]).toBe(2);
  expect(aligned[2 * Math.round(0.7 / at.frameSeconds)]).toBe(10);
});
