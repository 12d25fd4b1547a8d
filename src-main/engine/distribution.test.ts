import { expect, test } from 'vitest';
import { createDistributions, spreadsOf } from './distribution.ts';
import type { TrackSummary } from './library/predictions.ts';
import { judge } from './model/effects.ts';
import type { Manifest } from './model/manifest.ts';

const head = {
  midLevel: [{ name: 'speed' }, { name: 'minorness' }],
  emotions: [{ name: 'valence' }, { name: 'arousal' }],
  head: {
    weights: [
      [0.1, -0.3],
      [0.5, 0],
    ],
    intercept: [0.05, -0.1],
  },
} as Manifest;

const summaries = [
  [1, 1],
  [-2, 0],
  [0.5, 3],
  [0, 0],
].map((values, i) => ({ trackId: `t${i}`, ...judge(values, head) }));

test('features and emotions have their quantiles over recordings, each recording once', async () => {
  const { midLevel, emotions } = await spreadsOf(summaries, head);
  expect(midLevel.speed).toMatchObject({ p25: -0.5, median: 0.25, p75: 0.625 });
  expect(midLevel.minorness!.median).toBe(0.5);
  // Valences −0.15, −0.15, −0.8, 0.05; arousals 0.4, −1.1, 0.15, −0.1.
  expect(emotions.valence!.median).toBeCloseTo(-0.15, 12);
  expect(emotions.arousal!.median).toBeCloseTo(0.025, 12);
});

test('shares are those of the relative effects of each recording', async () => {
  const { shares } = await spreadsOf(summaries, head);
  const relative = summaries.map(({ effects }) => effects.valence!.relative.minorness!);
  expect(relative).toEqual([0.75, 0, 0.9 / 0.95, 0].map((share) => expect.closeTo(share, 12)));
  expect(shares.valence!.minorness!.median).toBeCloseTo(0.375, 12);
  expect(shares.arousal!.minorness).toEqual({ p5: 0, p25: 0, median: 0, p75: 0, p95: 0 });
});

test('the library is read in pages, again only when it has grown, and one without predictions is empty', async () => {
  const tracks: TrackSummary[] = Array.from({ length: 403 }, (_, i) => ({
    trackId: String(i).padStart(5, '0'),
    ...judge([i, 0], head),
  }));
  const asked: string[] = [];
  const library = (all: readonly TrackSummary[]) => ({
    mark: () => String(all.length),
    summaries: (_: string, after: string, limit: number) => {
      asked.push(after);
      return all.filter(({ trackId }) => trackId > after).slice(0, limit);
    },
  });
  const manifest = { ...head, id: 'm', version: '1' } as Manifest;
  const distributions = createDistributions(library(tracks));
  const found = await distributions.of({ manifest });
  expect(asked).toEqual(['', '00199', '00399']);
  expect(found).toMatchObject({ recordings: 403, model: { id: 'm', version: '1' } });
  expect(found.midLevel.speed!.median).toBe(201);
  expect(await distributions.of({ manifest })).toBe(found);
  expect(asked).toHaveLength(3);
  tracks.push({ trackId: '99999', ...judge([1000, 0], head) });
  expect((await distributions.of({ manifest })).midLevel.speed!.median).toBe(201.5);
  expect(await createDistributions(library([])).of({ manifest })).toEqual({
    model: { id: 'm', version: '1' },
    recordings: 0,
    midLevel: {},
    emotions: {},
    shares: { valence: {}, arousal: {} },
  });
});
