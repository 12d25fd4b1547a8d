import { useMemo } from 'react';
import type { Distribution, Judgement, ModelCard } from '../../src-preload/contract/domain.ts';
import { unusualBelow } from '../../src-preload/contract/familiarity.ts';
import { useSession, useView } from '../workstation-context.tsx';
import { AsTable } from './as-table.tsx';
import { EmotionList } from './emotion-list.tsx';
import { pathOf, placeOf, planeSentence } from './emotion-path.ts';
import { EmotionPlane, type PlaneContent } from './emotion-plane.tsx';
import { FamiliarityChip } from './familiarity-chip.tsx';
import { Heading } from './heading.tsx';
import { intervalSentence } from './interval.ts';
import { IntervalLine } from './interval-line.tsx';
import { PlaneLegend } from './plane-legend.tsx';
import { planeScale } from './plane-scale.ts';
import { PlaneTable } from './plane-table.tsx';
import { PlotLegend } from './plot-legend.tsx';
import { Predicting, ShiftState } from './prediction-state.tsx';
import { type Shown, useShown } from './shown.ts';
import { SpreadTable } from './spread-table.tsx';
import { useDistribution } from './use-distribution.ts';
import './effects-plot.css';
import './emotions-page.css';

/** Where the recording lies among the emotions: the valence–arousal plane and the profile of all of them. */
export function EmotionsPage({ model }: { model: ModelCard }) {
  const shown = useShown();
  const wanted = useView((view) => view.emotion);
  const scope = useView((view) => view.scope);
  const as = useView((view) => view.effectsAs);
  const distribution = useDistribution(model);
  const emotion = model.emotions.find(({ name }) => name === wanted) ?? model.emotions[0];
  if (!emotion) return <p className="page muted">This model predicts no emotion.</p>;
  const sentence = intervalSentence(model, emotion, shown.after ?? shown.before, scope);
  return (
    <div className="page">
      <Predicting />
      <Heading title="Valence and arousal" topic="plane">
        <ShiftState />
        <AsTable />
      </Heading>
      <FamiliarityChip shown={shown} scope={scope} />
      <Plane model={model} shown={shown} scope={scope} />
      <Heading title="Emotions" topic="emotion" />
      <EmotionList
        model={model}
        shown={shown}
        emotion={emotion.name}
        scope={scope}
        distribution={distribution}
      />
      {as === 'plot' ? (
        <PlotLegend level="moment" moment={false} recordings={distribution?.recordings ?? 0} />
      ) : (
        <EmotionsOfLibrary model={model} distribution={distribution} />
      )}
      {model.intervals ? <IntervalLine sentence={sentence} /> : null}
    </div>
  );
}

/** The band behind the bars as a table; nothing where none is drawn. */
function EmotionsOfLibrary({ model, distribution }: { model: ModelCard; distribution: Distribution | null }) {
  if (!distribution) return null;
  const rows = model.emotions.map(({ name, label }) => ({
    name,
    label,
    spread: distribution.emotions[name] ?? null,
    moment: null,
  }));
  return (
    <SpreadTable
      caption={`Library, ${distribution.recordings} recordings`}
      head="Emotion"
      rows={rows}
      measure="value"
      withMoment={false}
    />
  );
}

interface PlaneProps {
  model: ModelCard;
  shown: Shown;
  scope: 'moment' | 'recording';
}

function Plane({ model, shown, scope }: PlaneProps) {
  const as = useView((view) => view.effectsAs);
  const curves = useSession((session) => session.curves);
  const editedCurves = useSession((session) => session.editedCurves);
  const path = useMemo(() => curves && pathOf(curves), [curves]);
  const editedPath = useMemo(() => editedCurves && pathOf(editedCurves), [editedCurves]);
  const [valence, arousal] = ['valence', 'arousal'].map((name) =>
    model.emotions.find((emotion) => emotion.name === name),
  );
  if (!valence || !arousal) {
    const missing = [valence ? [] : ['valence'], arousal ? [] : ['arousal']].flat().join(' and no ');
    return (
      <p className="muted plane-none">{`This model predicts no ${missing}, so it has no such plane.`}</p>
    );
  }
  const [before, after] = [placeOf(shown.before?.emotions), placeOf(shown.after?.emotions)];
  const content: PlaneContent = {
    scale: planeScale(valence.range, arousal.range),
    path,
    editedPath: shown.edited ? editedPath : null,
    before,
    after,
    interval: intervalOf(model, shown.after ?? shown.before, scope),
  };
  const now = after ?? before;
  const sentence = now
    ? planeSentence(now, after ? content.editedPath : path, scope, after !== null)
    : 'Nothing is known of this recording yet.';
  return (
    <>
      {as === 'plot' ? (
        <figure className="plane-figure">
          <EmotionPlane content={content} sentence={sentence} />
          <PlaneLegend content={content} scope={scope} />
        </figure>
      ) : (
        <PlaneTable content={content} scope={scope} />
      )}
      <p className="sentence plane-sentence" aria-live="polite">
        {sentence}
      </p>
    </>
  );
}

/** Intervals are measured on windows, so a whole recording has none. */
function intervalOf(
  { intervals }: ModelCard,
  judgement: Judgement | null,
  scope: 'moment' | 'recording',
): PlaneContent['interval'] {
  const { valence, arousal } = intervals?.emotions ?? {};
  if (scope === 'recording' || !judgement || (valence === undefined && arousal === undefined)) return null;
  return {
    ...(valence === undefined ? {} : { valence }),
    ...(arousal === undefined ? {} : { arousal }),
    measured: (judgement.familiarity ?? 1) >= unusualBelow,
  };
}
