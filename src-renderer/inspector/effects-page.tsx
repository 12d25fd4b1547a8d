import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { Toggle } from '../ui/button.tsx';
import { formatSigned } from '../ui/format.ts';
import { useView, useWorkstation } from '../workstation-context.tsx';
import { AsTable } from './as-table.tsx';
import { EffectsFigures } from './effects-figures.tsx';
import { EffectsPlot } from './effects-plot.tsx';
import { type EffectsView, useEffectsView } from './effects-view.ts';
import { EmotionList } from './emotion-list.tsx';
import { FamiliarityChip } from './familiarity-chip.tsx';
import { Heading } from './heading.tsx';
import { intervalSentence } from './interval.ts';
import { IntervalLine } from './interval-line.tsx';
import { LibraryTable } from './library-table.tsx';
import { MeasureSwitch } from './measure-switch.tsx';
import { inOrder } from './plot-row.ts';
import { Predicting, ShiftState } from './prediction-state.tsx';
import { useShown } from './shown.ts';
import { useDistribution } from './use-distribution.ts';

type Emotion = ModelCard['emotions'][number];

/** Emotions, and what the chosen one is the sum of. */
export function EffectsPage({ model }: { model: ModelCard }) {
  const shown = useShown();
  const wanted = useView((view) => view.emotion);
  const scope = useView((view) => view.scope);
  const emotion = model.emotions.find(({ name }) => name === wanted) ?? model.emotions[0];
  const distribution = useDistribution(model);
  if (!emotion) return <p className="muted">This model predicts no emotion.</p>;
  const interval = intervalSentence(model, emotion, shown.after ?? shown.before, scope);
  return (
    <div className="page effects-page">
      <Predicting />
      <Heading title="Emotions" topic="emotion">
        <ShiftState />
      </Heading>
      <FamiliarityChip shown={shown} scope={scope} />
      <EmotionList
        model={model}
        shown={shown}
        emotion={emotion.name}
        scope={scope}
        distribution={distribution}
      />
      {model.intervals ? <IntervalLine sentence={interval} /> : null}
      <Effects model={model} emotion={emotion} edited={shown.edited} />
    </div>
  );
}

/** The effects on one emotion at the chosen level, as a sentence, a plot or a table, and a sum. */
function Effects({ model, emotion, edited }: { model: ModelCard; emotion: Emotion; edited: boolean }) {
  const by = useView((view) => view.effectsBy);
  const as = useView((view) => view.effectsAs);
  const view = useEffectsView(model, emotion);
  const { level, measure, sentence } = view;
  const rows = inOrder(view.rows, by);
  const name = emotion.label.toLowerCase();
  return (
    <>
      <Heading
        title={level === 'model' ? `Weights of ${name}` : `Effects on ${name}`}
        topic={level === 'model' ? 'weights' : 'effect'}
      >
        <MeasureSwitch />
        <Order />
        <AsTable />
      </Heading>
      <p className="sentence" aria-live="polite">
        {sentence ?? ' '}
      </p>
      {as === 'plot' ? (
        <EffectsPlot
          model={model}
          level={level}
          measure={measure}
          rows={rows}
          fixed={view.fixed}
          edited={edited}
          recordings={view.recordings}
          judgement={view.judgement}
        />
      ) : (
        <>
          <EffectsFigures model={model} emotionLabel={emotion.label} view={{ ...view, rows }} />
          <LibraryTable rows={[...rows, ...view.fixed]} recordings={view.recordings} measure={measure} />
        </>
      )}
      <p className="sum-line">
        <SumLine view={view} emotion={name} />
      </p>
    </>
  );
}

/** That effects and intercept make the value, exactly. */
function SumLine({ view, emotion }: { view: EffectsView; emotion: string }) {
  if (view.level === 'model') return `Intercept + Σ weight × feature = ${emotion}`;
  const now = view.after ?? view.before;
  if (!now) return ' ';
  return (
    <>
      {view.level === 'recording' ? 'As a whole: effects' : 'Effects'} {formatSigned(now.effects, 3)}{' '}
      &nbsp;+&nbsp; intercept {formatSigned(now.intercept, 3)} &nbsp;=&nbsp;{' '}
      <strong>{formatSigned(now.value, 3)}</strong>
    </>
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
