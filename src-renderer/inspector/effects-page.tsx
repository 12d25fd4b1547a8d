import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { Toggle } from '../ui/button.tsx';
import { formatSigned } from '../ui/format.ts';
import { useView, useWorkstation } from '../workstation-context.tsx';
import { AsTable } from './as-table.tsx';
import { effectRows, effectSum } from './effect-rows.ts';
import { EffectsPlot } from './effects-plot.tsx';
import { EffectsTable } from './effects-table.tsx';
import { EmotionList } from './emotion-list.tsx';
import { FamiliarityChip } from './familiarity-chip.tsx';
import { Heading } from './heading.tsx';
import { intervalSentence } from './interval.ts';
import { IntervalLine } from './interval-line.tsx';
import { Predicting, ShiftState } from './prediction-state.tsx';
import { sentenceOf } from './sentence.ts';
import { useShown } from './shown.ts';

/** Emotions, and what the chosen one is the sum of. */
export function EffectsPage({ model }: { model: ModelCard }) {
  const shown = useShown();
  const wanted = useView((view) => view.emotion);
  const by = useView((view) => view.effectsBy);
  const as = useView((view) => view.effectsAs);
  const scope = useView((view) => view.scope);
  const emotion = model.emotions.find(({ name }) => name === wanted) ?? model.emotions[0];
  if (!emotion) return <p className="muted">This model predicts no emotion.</p>;
  const rows = effectRows(model, emotion.name, shown.before, shown.after, by);
  const before = effectSum(shown.before, emotion.name);
  const after = effectSum(shown.after, emotion.name);
  const now = after ?? before;
  const interval = intervalSentence(model, emotion, shown.after ?? shown.before, scope);
  const parts = rows.flatMap(({ label, before: was, after: is }) => {
    const figures = is ?? was;
    return figures ? [{ label, value: figures.value, effect: figures.effect }] : [];
  });
  return (
    <div className="page effects-page">
      <Predicting />
      <Heading title="Emotions" topic="emotion">
        <ShiftState />
      </Heading>
      <FamiliarityChip shown={shown} scope={scope} />
      <EmotionList model={model} shown={shown} emotion={emotion.name} scope={scope} />
      {model.intervals ? <IntervalLine sentence={interval} /> : null}
      <Heading title={`Effects on ${emotion.label.toLowerCase()}`} topic="effect">
        <Order />
        <AsTable />
      </Heading>
      <p className="sentence" aria-live="polite">
        {now ? sentenceOf(emotion.label, now.value, now.intercept, parts) : ' '}
      </p>
      {as === 'plot' ? (
        <EffectsPlot model={model} rows={rows} before={before} after={after} edited={shown.edited} />
      ) : (
        <EffectsTable model={model} emotionLabel={emotion.label} rows={rows} before={before} after={after} />
      )}
      <p className="sum-line number">
        {now ? (
          <>
            Effects {formatSigned(now.effects, 3)} &nbsp;+&nbsp; intercept {formatSigned(now.intercept, 3)}{' '}
            &nbsp;=&nbsp; <strong>{formatSigned(now.value, 3)}</strong>
          </>
        ) : (
          ' '
        )}
      </p>
    </div>
  );
}

function Order() {
  const { view } = useWorkstation();
  const by = useView((state) => state.effectsBy);
  return (
    <Toggle
      icon="sort"
      label="Largest effect first"
      isSelected={by === 'size'}
      onChange={(on) => view.setState({ effectsBy: on ? 'size' : 'model' })}
    />
  );
}
