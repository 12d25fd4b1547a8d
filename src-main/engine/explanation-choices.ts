import type { ExplanationChoices } from '../../src-preload/contract/explanation.ts';
import { estimators } from './explain/estimators.ts';
import { fills } from './explain/fills.ts';
import { segmenters } from './explain/segmenters.ts';
import { selections } from './explain/selections.ts';
import type { SeparatorRegistry } from './separator-registry.ts';

/** Every plug-in that explanations can be made with. */
export async function explanationChoices(registry: SeparatorRegistry): Promise<ExplanationChoices> {
  const separators = await registry.list();
  const choice = ({ name, label }: { name: string; label: string }) => ({ name, label, params: {} });
  return {
    segmenters: [
      ...segmenters.map((entry) => ({
        ...choice(entry),
        params: { ...entry.defaults },
        kind: 'spectrogram' as const,
      })),
      ...separators.map((entry) => ({
        ...choice(entry),
        params: { ...entry.defaults },
        kind: 'sources' as const,
      })),
    ],
    selections: selections.map((entry) => ({ ...choice(entry), params: { ...entry.defaults } })),
    estimators: estimators.map(choice),
    fills: fills.map(choice),
  };
}
