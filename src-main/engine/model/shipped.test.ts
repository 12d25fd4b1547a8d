import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCompute } from '../jobs/compute.ts';
import { createRegistry } from './registry.ts';
import { scratchFolder } from './tiny-model.fixture.ts';

describe('the model that comes with Mezzo', () => {
  it('passes every check and knows the seven mid-level features', async () => {
    await using scratch = await scratchFolder();
    await using compute = createCompute(2);
    await using registry = createRegistry({
      shippedFolder: join(import.meta.dirname, '../../../models'),
      userFolder: scratch.path,
      compute,
      provider: 'cpu',
    });
    const model = await registry.open();
    expect(registry.notices()).toEqual([]);
    expect(model.checks.filter(({ passed }) => !passed)).toEqual([]);
    const features = model.manifest.midLevel.filter(({ companion }) => !companion).map(({ name }) => name);
    expect(features).toEqual([
      'melodiousness',
      'articulation',
      'rhythmic_complexity',
      'rhythmic_stability',
      'dissonance',
      'tonal_stability',
      'minorness',
    ]);
    expect(model.manifest.emotions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['valence', 'arousal']),
    );
  });
});
