import { expect, test } from 'vitest';
import type { AudioRef } from '../../src-preload/contract/domain.ts';
import type { EngineClient } from '../engine-client.ts';
import { audioKey, PcmReader, splitChannels } from './pcm-reader.ts';

const audio: AudioRef = { trackId: 't', steps: [] };

test('channels come one after the other and a short answer is filled with silence', () => {
  const bytes = new Float32Array([1, 2, 3, 4]).buffer;
  expect(splitChannels(bytes, 2, 3).map((channel) => [...channel])).toEqual([
    [1, 2, 0],
    [3, 4, 0],
  ]);
});

test('an answer that does not fit the channels is refused with a sentence', () => {
  expect(() => splitChannels(new Float32Array(3).buffer, 2, 2)).toThrow('do not fit the recording');
});

test('a name does not make a sound another sound, a gain or a fade does', () => {
  const step = {
    id: 'a',
    name: 'a',
    target: {
      kind: 'region' as const,
      timeRange: [0, 1] as [number, number],
      frequencyRange: [1, 2] as [number, number],
    },
    complement: false,
    gainDb: -6,
    bypassed: false,
  };
  const key = audioKey({ trackId: 't', steps: [step] });
  expect(audioKey({ trackId: 't', steps: [{ ...step, id: 'b', name: 'other' }] })).toBe(key);
  expect(audioKey({ trackId: 't', steps: [{ ...step, gainDb: -7 }] })).not.toBe(key);
  expect(audioKey({ trackId: 't', steps: [{ ...step, fade: 'out' }] })).not.toBe(key);
});

test('a whole chunk answers for every part of it, and what is kept is bounded', async () => {
  let reads = 0;
  const engine = {
    audio: {
      read: async ({ start, frames }: { start: number; frames: number }) => {
        reads++;
        return new Blob([Float32Array.from({ length: frames }, (_, i) => start + i)]);
      },
    },
  } as unknown as EngineClient;
  const reader = new PcmReader(engine, 12_000);
  const { signal } = new AbortController();
  await reader.read(audio, 1, 2000, 1000, 1000, signal);
  const part = await reader.read(audio, 1, 2300, 4, 1000, signal);
  expect([...part[0]!]).toEqual([2300, 2301, 2302, 2303]);
  expect(reads).toBe(1);
  for (let i = 0; i < 5; i++) await reader.read(audio, 1, i * 1000, 1000, 1000, signal);
  expect(reader.bytes).toBe(12_000);
  await reader.read(audio, 1, 4300, 4, 1000, signal);
  expect(reads).toBe(5);
  await reader.read(audio, 1, 0, 1000, 1000, signal);
  expect(reads).toBe(6);
});
