import { expect, test } from 'vitest';
import type { Distribution } from '../../src-preload/contract/domain.ts';
import { quantilesOf } from '../../src-preload/contract/quantiles.ts';
import { createFakeClient } from '../testing/fake-client.ts';
import { modelCard } from '../testing/fake-model.ts';
import { drawnDistribution, withLibrary } from './library-band.ts';
import { interceptRow, modelRows, momentSum } from './plot-row.ts';

const distribution = (): Promise<Distribution> => createFakeClient().predictions.distribution({});

test('an effect’s band is that of the effects of the recordings themselves', async () => {
  const client = createFakeClient();
  const { items } = await client.tracks.list({});
  const wholes = await Promise.all(
    items.map(
      async ({ id }) => (await client.predictions.get({ audio: { trackId: id, steps: [] } })).summary,
    ),
  );
  for (const measure of ['value', 'share'] as const) {
    const rows = modelRows(modelCard, 'valence', measure);
    for (const { name, library } of withLibrary(rows, await distribution(), modelCard, 'valence', measure)) {
      const effects = wholes.map((whole) => whole.effects.valence!);
      const of = effects.map((one) => (measure === 'value' ? one.effects : one.relative)[name]!);
      const direct = quantilesOf(of)!;
      for (const key of ['p5', 'p25', 'median', 'p75', 'p95'] as const)
        expect(library![key]).toBeCloseTo(direct[key], 10);
    }
  }
});

test('the sum has the emotion’s own band, the intercept none', async () => {
  const rows = [interceptRow(0.05), momentSum(null, null)];
  const found = await distribution();
  const [intercept, sum] = withLibrary(rows, found, modelCard, 'valence', 'value');
  expect(intercept!.library).toBeNull();
  expect(sum!.library).toEqual(found.emotions.valence);
  expect(withLibrary(rows, null, modelCard, 'valence', 'value')).toBe(rows);
});

test('too few recordings, or those of another model, are no library', async () => {
  const found = await distribution();
  expect(drawnDistribution(found, modelCard)).toBe(found);
  expect(drawnDistribution({ ...found, recordings: 2 }, modelCard)).toBeNull();
  expect(drawnDistribution(found, { ...modelCard, version: '9' })).toBeNull();
  expect(drawnDistribution(null, modelCard)).toBeNull();
});
