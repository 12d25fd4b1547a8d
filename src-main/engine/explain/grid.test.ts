import { describe, expect, test } from 'vitest';
import { segmentGrid } from './grid.ts';
import { evenAxes } from './window.fixture.ts';

describe('grid segments', () => {
  test('are rectangles of the asked duration and interval, numbered by time, then pitch', () => {
    const [frames, bands] = [45, 50];
    const labels = segmentGrid({
      values: new Float32Array(frames * bands),
      frames,
      bands,
      axes: evenAxes(bands),
      params: { seconds: 1, octaves: 1 },
    });
    const expected = Int32Array.from({ length: frames * bands }, (_, cell) => {
      const second = Math.floor(Math.floor(cell / bands) / 20);
      const octave = Math.floor((cell % bands) / 24);
      return second * 3 + octave;
    });
    expect(labels).toEqual(expected);
  });

  test('cells finer than the spectrogram leave no gap in the numbering', () => {
    const labels = segmentGrid({
      values: new Float32Array(12),
      frames: 3,
      bands: 4,
      axes: evenAxes(4),
      params: { seconds: 0.001, octaves: 0.001 },
    });
    expect(Array.from(labels)).toEqual(Array.from({ length: 12 }, (_, i) => i));
  });
});
