import { expect, test } from 'vitest';
import type { EditStep, Track } from '../../src-preload/contract/domain.ts';
import { levelsOf, lineUpOf, otherLength, type Programme } from './programme.ts';

const track: Track = {
  id: 't',
  name: 'Song',
  audioHash: '',
  duration: 20,
  sampleRate: 1000,
  channels: 1,
  frames: 20_000,
  format: 'wav',
  bitDepth: 16,
  fileSize: 0,
  importedAt: '',
  missing: false,
};
const paced = (tempo: number): EditStep => ({
  id: 'e',
  name: 'tempo',
  target: { kind: 'time', timeRange: [4, 8] },
  complement: false,
  gainDb: 0,
  tempo,
  bypassed: false,
});
const programme = (steps: EditStep[], change: Partial<Programme> = {}): Programme => ({
  track,
  original: { trackId: 't', steps: [] },
  edited: { trackId: 't', steps },
  side: 'original',
  loop: null,
  matchGainDb: 0,
  volumeDb: 0,
  speed: 1,
  ...change,
});

test('sides that keep the same time play together, others one at a time', () => {
  expect(lineUpOf(programme([])).sides).toEqual(['original', 'edited']);
  expect(lineUpOf(programme([paced(2)])).sides).toEqual(['original']);
  expect(lineUpOf(programme([paced(2)], { side: 'edited' })).sides).toEqual(['edited']);
  const same = programme([paced(2)], { original: { trackId: 't', steps: [{ ...paced(2), gainDb: -3 }] } });
  expect(lineUpOf(same).sides).toEqual(['original', 'edited']);
});

test('a loop is told in samples of the side that is heard', () => {
  const loop = { start: 6, end: 10 };
  expect(lineUpOf(programme([paced(2)], { loop })).course.loop).toEqual({ start: 6000, end: 10_000 });
  expect(lineUpOf(programme([paced(2)], { loop, side: 'edited' })).course.loop).toEqual({
    start: 5000,
    end: 8000,
  });
});

test('changes of level, and A/B of sides that play together, are no other line-up; a changed sound is', () => {
  const { key } = lineUpOf(programme([]));
  expect(lineUpOf(programme([], { side: 'edited', matchGainDb: 3, volumeDb: -9 })).key).toBe(key);
  expect(lineUpOf(programme([], { speed: 2 })).key).not.toBe(key);
  expect(lineUpOf(programme([paced(2)])).key).not.toBe(
    lineUpOf(programme([paced(2)], { side: 'edited' })).key,
  );
});

test('until the wanted side is there the other is heard, at its own level', () => {
  const edited = programme([paced(2)], { side: 'edited', matchGainDb: 20 });
  expect(levelsOf(edited, () => true)).toEqual({ original: 0, edited: 10 });
  expect(levelsOf(edited, (side) => side === 'original')).toEqual({ original: 1, edited: 0 });
  expect(levelsOf({ ...edited, side: 'original' }, (side) => side === 'edited')).toEqual({
    original: 0,
    edited: 10,
  });
  expect(levelsOf({ ...edited, side: 'difference' }, () => true)).toEqual({ original: -1, edited: 1 });
});

test('another length than the recording’s is told, with whether it is heard now', () => {
  expect(otherLength(programme([]))).toBeNull();
  expect(otherLength(programme([paced(2)]))).toEqual({ seconds: 18, isHeard: false });
  expect(otherLength(programme([paced(0.5)], { side: 'edited' }))).toEqual({ seconds: 24, isHeard: true });
});
