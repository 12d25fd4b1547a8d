import { describe, expect, test } from 'vitest';
import { CLEAR_PULSE, segmentBeatGrid } from './beat-grid.ts';
import { segmentGrid } from './grid.ts';
import { findPulse } from './pulse.ts';
import { Random } from './random.ts';
import { evenAxes } from './window.fixture.ts';

const [frames, bands] = [217, 48];
const frameSeconds = 0.0464;
const params = { beats: 1, octaves: 1, seconds: 1 };
const axes = { ...evenAxes(bands), frameSeconds };

/** Strokes at a tempo, each decaying over some frames, over a floor of noise. */
function strokes(bpm: number, offset: number, noise = 0.05): { values: Float32Array; places: number[] } {
  const random = new Random(bpm);
  const values = Float32Array.from({ length: frames * bands }, () => noise * (random.next() / 2 ** 32));
  const places: number[] = [];
  for (let second = offset; second < frames * frameSeconds; second += 60 / bpm) {
    const at = Math.round(second / frameSeconds);
    if (at >= frames) break;
    places.push(at);
    for (let f = at; f < Math.min(frames, at + 8); f++)
      for (let b = 0; b < bands; b++) values[f * bands + b]! += Math.exp(-(f - at) / 2);
  }
  return { values, places };
}

describe('the pulse', () => {
  test.each([
    [72, 0.3],
    [96, 0.1],
    [120, 0.2],
    [150, 0.05],
  ])('of %i strokes a minute is found, each beat within a frame of its stroke', (bpm, offset) => {
    const { values, places } = strokes(bpm, offset);
    const { beats, clarity } = findPulse(values, frames, bands, frameSeconds);
    expect(clarity).toBeGreaterThan(CLEAR_PULSE);
    expect(Math.abs(beats.length - places.length)).toBeLessThanOrEqual(1);
    const far = beats.filter((beat) => Math.min(...places.map((place) => Math.abs(place - beat))) > 1);
    expect(far.length).toBeLessThanOrEqual(1);
  });

  test('of noise and of silence is not clear', () => {
    const random = new Random(3);
    const noise = Float32Array.from({ length: frames * bands }, () => random.next() / 2 ** 32);
    expect(findPulse(noise, frames, bands, frameSeconds).clarity).toBeLessThan(CLEAR_PULSE);
    expect(findPulse(new Float32Array(frames * bands), frames, bands, frameSeconds)).toEqual({
      beats: [],
      clarity: 0,
    });
  });
});

describe('the grid of beats', () => {
  test('begins its columns at the strokes', () => {
    const { values, places } = strokes(120, 0.2);
    const labels = segmentBeatGrid({ values, frames, bands, axes, params });
    const borders = Array.from({ length: frames - 1 }, (_, f) => f + 1).filter(
      (f) => labels[f * bands] !== labels[(f - 1) * bands],
    );
    const hit = places.filter((place) => borders.some((border) => Math.abs(border - place) <= 1));
    expect(hit.length).toBeGreaterThanOrEqual(places.length - 1);
    const pairs = segmentBeatGrid({ values, frames, bands, axes, params: { ...params, beats: 2 } });
    expect(new Set(pairs).size).toBeLessThan(0.6 * new Set(labels).size);
  });

  test('without a pulse goes by seconds', () => {
    const values = new Float32Array(frames * bands);
    const input = { values, frames, bands, axes, params };
    expect(segmentBeatGrid(input)).toEqual(segmentGrid(input));
  });
});
