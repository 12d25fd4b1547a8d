import { expect, test } from 'vitest';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import { createFakeClient } from './fake-client.ts';
import { SAMPLE_RATE } from './fake-sound.ts';

const faster: EditStep = {
  id: 'e',
  name: 'faster',
  target: { kind: 'time', timeRange: [10, 20] },
  complement: false,
  gainDb: 0,
  tempo: 2,
  bypassed: false,
};

test('a sound whose tempo is changed is shorter, and what follows the stretch comes earlier', async () => {
  const engine = createFakeClient();
  const { frames } = await engine.tracks.get({ trackId: 'a' });
  const read = async (steps: EditStep[], start: number) => {
    const blob = await engine.audio.read({ audio: { trackId: 'a', steps }, start, frames: SAMPLE_RATE });
    return new Float32Array(await blob.arrayBuffer());
  };
  expect(await read([faster], frames - 5 * SAMPLE_RATE)).toHaveLength(0);
  expect(await read([], 8 * SAMPLE_RATE)).toEqual(await read([faster], 8 * SAMPLE_RATE));
  const loudness = (sound: Float32Array) => Math.sqrt(sound.reduce((sum, value) => sum + value * value, 0));
  const [later, moved] = [await read([], 25 * SAMPLE_RATE), await read([faster], 20 * SAMPLE_RATE)];
  expect(loudness(moved) / loudness(later)).toBeCloseTo(1, 1);
  expect(loudness(moved)).toBeGreaterThan(1);
});
