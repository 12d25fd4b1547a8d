import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { timesOf } from '../inspector/interval.ts';
import type { View } from '../stores/view.ts';
import { Toggle } from '../ui/button.tsx';
import { formatNumber, labelOf } from '../ui/format.ts';
import { curveToken } from '../ui/palette.ts';
import { useBeats, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { BeatControls } from './beat-controls.tsx';
import { frequencyScales, frequencyTicks, hertzToY } from './frequency-scale.ts';
import { FoldButton, LANE_NAMES, LaneBorders } from './lane-borders.tsx';
import { type FlexibleLane, type Lane, type Lanes, rulerOf } from './lanes.ts';
import { SelectionForm } from './selection-form.tsx';
import { SpectrogramControls } from './spectrogram-controls.tsx';
import { ToolChoice } from './tool-choice.tsx';

const place = ({ y, height }: Lane) => ({ top: y, height });

/** Left of the lanes: names, axes with units, and what is shown in them. */
export function LaneHeads({ lanes, rem }: { lanes: Lanes; rem: number }) {
  return (
    <div className="lane-heads">
      <div className="lane-head" style={place(lanes.overview)}>
        <span>Overview</span>
      </div>
      <div className="lane-head" style={place(lanes.ruler)}>
        <RulerHead />
      </div>
      <FlexibleHead name="waveform" lane={lanes.waveform} />
      <FlexibleHead name="spectrogram" lane={lanes.spectrogram}>
        <SpectrogramHead lane={lanes.spectrogram} />
      </FlexibleHead>
      <FlexibleHead name="emotions" lane={lanes.emotions}>
        <EmotionsHead lane={lanes.emotions} />
      </FlexibleHead>
      <FlexibleHead name="midLevel" lane={lanes.midLevel} untitled>
        <MidLevelHead lane={lanes.midLevel} />
      </FlexibleHead>
      <LaneBorders lanes={lanes} rem={rem} />
    </div>
  );
}

interface FlexibleHeadProps {
  name: FlexibleLane;
  lane: Lane;
  /** The rows of an open lane have names of their own. */
  untitled?: boolean;
  children?: ReactNode;
}

/** The head of a lane that can be folded; folded, only its name is left. */
function FlexibleHead({ name, lane, untitled = false, children }: FlexibleHeadProps) {
  const folded = useView((view) => view.foldedLanes.includes(name));
  return (
    <div className="lane-head lane-head-flexible" style={place(lane)}>
      <FoldButton lane={name} />
      {untitled && !folded ? null : <span>{LANE_NAMES[name]}</span>}
      {folded ? null : children}
    </div>
  );
}

function SpectrogramHead({ lane }: { lane: Lane }) {
  const scale = useView((view) => frequencyScales[view.spectrogram.scale]);
  const yOf = (hertz: number) => hertzToY(hertz, lane.height, scale);
  return (
    <>
      <span className="axis-unit">Hz</span>
      {frequencyTicks(lane.height, scale)
        .filter((hertz) => yOf(hertz) > 22)
        .map((hertz) => (
          <span key={hertz} className="axis-label" style={{ top: Math.min(lane.height - 7, yOf(hertz)) }}>
            {hertz >= 1000 ? `${hertz / 1000}k` : hertz}
          </span>
        ))}
      <div className="head-tools">
        <ToolChoice />
        <SelectionForm />
        <SpectrogramControls />
      </div>
    </>
  );
}

function EmotionsHead({ lane }: { lane: Lane }) {
  const { view } = useWorkstation();
  const names = useSession((session) => session.curves?.prediction.emotionNames);
  const range = useSession((session) => session.model?.emotions[0]?.range);
  const intervals = useSession((session) => session.model?.intervals);
  const shown = useView((state) => state.shownEmotions);
  const showIntervals = useView((state) => state.showIntervals);
  const toggle = (name: string, on: boolean) =>
    view.setState({ shownEmotions: on ? [...shown, name] : shown.filter((other) => other !== name) });
  return (
    <>
      <div className={names && names.length > 4 ? 'curve-toggles curve-toggles-two' : 'curve-toggles'}>
        {(names ?? []).map((name, i) => (
          <ToggleButton
            key={name}
            className="curve-toggle"
            isSelected={shown.includes(name)}
            onChange={(on) => toggle(name, on)}
          >
            <span className="swatch" style={{ background: curveToken(i) }} />
            {labelOf(name)}
          </ToggleButton>
        ))}
      </div>
      {intervals && Object.keys(intervals.emotions).length > 0 ? (
        <div className="band-switch">
          <Toggle
            icon="band"
            label={`Draw the intervals that hold ${timesOf(intervals)}`}
            isSelected={showIntervals}
            onChange={(on) => view.setState({ showIntervals: on })}
          />
        </div>
      ) : null}
      {range ? (
        <>
          <span className="axis-label" style={{ top: 7 }}>
            {formatNumber(range[1], 0)}
          </span>
          <span className="axis-label" style={{ top: lane.height / 2 }}>
            {formatNumber((range[0] + range[1]) / 2, 0)}
          </span>
          <span className="axis-label" style={{ top: lane.height - 7 }}>
            {formatNumber(range[0], 0)}
          </span>
        </>
      ) : null}
    </>
  );
}

/** What the ruler shows now; what is wanted but not known is not shown. */
function RulerHead() {
  const workstation = useWorkstation();
  useView((view) => view.rulerShows);
  const bars = useBeats((beats) => (beats.map?.first ?? null) !== null);
  useBeats((beats) => beats.map === null);
  const shows = rulerOf(workstation);
  const beatsText = bars ? 'Bars' : 'Beats';
  return (
    <>
      <span>{{ time: 'Time', bars: beatsText, both: `Time, ${beatsText.toLowerCase()}` }[shows]}</span>
      {shows === 'bars' ? null : <span className="axis-unit">min:s</span>}
      <div className="ruler-tools">
        <BeatControls />
      </div>
    </>
  );
}

/** What a mid-level row shows, by the way it is drawn. */
const SPANS: Readonly<Record<View['midLevelAs'], string>> = {
  rows: 'Standardised: 0 is the training mean, a row spans ± 2 standard deviations',
  heat: 'Standardised: 0 is the training mean, full colour ± 2 standard deviations; below 0 is hatched',
  curves: 'Standardised: 0 is the training mean, the lane spans ± 2 standard deviations',
};

function MidLevelHead({ lane }: { lane: Lane }) {
  const { view } = useWorkstation();
  const names = useSession((session) => session.curves?.prediction.midLevelNames) ?? [];
  const midLevelAs = useView((state) => state.midLevelAs);
  const curvesAsTable = useView((state) => state.curvesAsTable);
  const height = names.length > 0 ? lane.height / names.length : 0;
  return (
    <>
      {names.map((name, i) => (
        <span
          key={name}
          className="row-label"
          style={{ top: i * height, height, ...(midLevelAs === 'curves' ? { color: curveToken(i) } : {}) }}
          title={SPANS[midLevelAs]}
        >
          {labelOf(name)}
        </span>
      ))}
      <div className="row-switch">
        <Toggle
          icon="chart"
          label="Draw the mid-level features as curves"
          isSelected={midLevelAs === 'curves'}
          onChange={(on) => view.setState({ midLevelAs: on ? 'curves' : 'rows' })}
        />
        <Toggle
          icon="heat"
          label="Draw the mid-level features as a heat map"
          isSelected={midLevelAs === 'heat'}
          onChange={(on) => view.setState({ midLevelAs: on ? 'heat' : 'rows' })}
        />
        <Toggle
          icon="table"
          label="Show emotions and features as a table"
          isSelected={curvesAsTable}
          onChange={(on) => view.setState({ curvesAsTable: on })}
        />
      </div>
    </>
  );
}
