import { expect, test } from 'vitest';
import { createFakeClient } from '../testing/fake-client.ts';
import { openFakeExplanation } from '../testing/fake-explanation.ts';
import { type FrequencyScaleName, frequencyScales } from './frequency-scale.ts';
import { bandAt, labelPicture, PICTURE_ROWS, segmentAt, stylePicture } from './label-picture.ts';

test('bands are found by their edges', () => {
  expect(bandAt([10, 20, 40, 80], 9)).toBe(-1);
  expect(bandAt([10, 20, 40, 80], 10)).toBe(0);
  expect(bandAt([10, 20, 40, 80], 39.9)).toBe(1);
  expect(bandAt([10, 20, 40, 80], 80)).toBe(-1);
});

test.each(Object.keys(frequencyScales) as FrequencyScaleName[])(
  'on a %s axis the picture shows at every place the segment that a click there would take',
  async (name) => {
    const scale = frequencyScales[name];
    const open = await openFakeExplanation();
    const picture = labelPicture(open, scale);
    const ids = open.segments.map((segment) => segment.id);
    let compared = 0;
    for (const hertz of [60, 110, 440, 1500, 5000]) {
      const row = Math.floor((1 - scale.toShare(hertz)) * PICTURE_ROWS);
      const rowHertz = scale.toHertz(1 - (row + 0.5) / PICTURE_ROWS);
      for (let frame = 0; frame < open.frames; frame += 17) {
        const at = 4 * (row * open.frames + frame);
        const time = open.window.start + frame * open.frameSeconds;
        const wanted = segmentAt(open, time, rowHertz);
        expect(picture[at + 2]).toBe(wanted === null ? 0 : 255);
        if (wanted === null) continue;
        expect(ids[picture[at]! + 256 * picture[at + 1]!]).toBe(wanted);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(50);
  },
);

test('outside the explained window and bands there is no segment', async () => {
  const open = await openFakeExplanation();
  expect(segmentAt(open, 4.9, 440)).toBeNull();
  expect(segmentAt(open, 15.1, 440)).toBeNull();
  expect(segmentAt(open, 8, 31)).toBeNull();
  expect(labelPicture(open, frequencyScales.logarithmic)[2]).toBe(0);
});

test('the style says sign and size of the weight, the rule’s choice, the user’s and the pointer’s', async () => {
  const open = await openFakeExplanation();
  const chosen = open.segments[4]!.id;
  const style = stylePicture(open, new Set([chosen]), open.segments[7]!.id);
  open.segments.forEach((segment, place) => {
    expect(Math.sign(style[4 * place]! - 128)).toBe(
      Math.abs(segment.weight) < 5e-4 ? Math.sign(style[4 * place]! - 128) : Math.sign(segment.weight),
    );
    expect(style[4 * place + 1]).toBe(segment.selected ? 255 : 0);
    expect(style[4 * place + 2]).toBe(segment.id === chosen ? 255 : 0);
    expect(style[4 * place + 3]).toBe(place === 7 ? 255 : 0);
  });
});

test('the engine in memory answers with what the contract asks for', async () => {
  const client = createFakeClient();
  const { items } = await client.tracks.list({ search: '' });
  const audio = { trackId: items[0]!.id, steps: [] };
  expect((await client.audio.tile({ audio, level: 0, index: 0 })).size).toBe(65_536);
  expect((await client.audio.peaks({ audio, range: [0, 1], columns: 100 })).size).toBe(800);
  expect((await client.audio.read({ audio, start: 10, frames: 50 })).size).toBe(50 * 4 * 2);
});
