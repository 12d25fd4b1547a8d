import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { EffectsTable } from './effects-table.tsx';
import type { EffectsView } from './effects-view.ts';
import { SpreadTable } from './spread-table.tsx';
import { WeightsTable } from './weights-table.tsx';

interface Props {
  model: ModelCard;
  emotionLabel: string;
  /** Its rows in the order to show. */
  view: EffectsView;
}

/** The table twin of the effects plot at each level. */
export function EffectsFigures({ model, emotionLabel, view }: Props) {
  const { level, measure, rows, fixed, effects, before, after } = view;
  if (level === 'model') {
    const intercept = model.head.intercept[model.emotions.findIndex(({ label }) => label === emotionLabel)];
    return <WeightsTable emotionLabel={emotionLabel} rows={rows} intercept={intercept ?? null} />;
  }
  if (level === 'moment') {
    const ordered = rows.flatMap((row) => effects.filter(({ name }) => name === row.name));
    return (
      <EffectsTable model={model} emotionLabel={emotionLabel} rows={ordered} before={before} after={after} />
    );
  }
  const what = measure === 'value' ? 'Effects' : 'Shares';
  return (
    <SpreadTable
      caption={`${what} over the windows${after ? ' of the edited sound' : ''}`}
      rows={[...rows, ...fixed.filter(({ box }) => box)].map((row) => ({ ...row, spread: row.box }))}
      measure={measure}
      withMoment
    />
  );
}
