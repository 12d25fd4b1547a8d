import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Judgement, ModelCard } from '../../src-preload/contract/domain.ts';
import { explain } from '../actions/explain.ts';
import { formatSigned } from '../ui/format.ts';
import { useWorkstation } from '../workstation-context.tsx';
import { type Axis, axisOf } from './axis.ts';
import { PlotLegend } from './plot-legend.tsx';
import { drawnIn, type Level, type Measure, type PlotRow } from './plot-row.ts';
import { RowBar } from './row-bar.tsx';
import { figureOf, percentOf, shiftFigure, spokenRow } from './spoken-row.ts';
import './effects-plot.css';

interface Props {
  model: ModelCard;
  level: Level;
  measure: Measure;
  rows: readonly PlotRow[];
  /** Intercept and sum. */
  fixed: readonly PlotRow[];
  edited: boolean;
  /** Recordings behind the library's bands; 0 where none are drawn. */
  recordings: number;
  /** Of the chosen moment or of the whole recording: the values of the features behind the effects. */
  judgement: Judgement | null;
}

const columns = { moment: 'Effect', recording: 'Median', model: 'Weight' } as const;

/** One row a feature, then the intercept and the sum, on one axis. A row opens the feature's explanation. */
export function EffectsPlot({ model, level, measure, rows, fixed, edited, recordings, judgement }: Props) {
  const axis = axisOf([...rows, ...fixed].flatMap(drawnIn));
  const shifted = edited && level !== 'model';
  return (
    <div className={shifted ? 'effects' : 'effects effects-still'}>
      <div className="plot-axis effect-row" aria-hidden="true">
        <span>Feature</span>
        <AxisEnds axis={axis} measure={measure} />
        <span>{measure === 'value' ? columns[level] : 'Share'}</span>
        {shifted ? <span>Shift</span> : null}
      </div>
      {rows.map((row) => (
        <FeatureRow
          key={row.name}
          row={row}
          axis={axis}
          measure={measure}
          shifted={shifted}
          spoken={spokenRow(row, level, measure, judgement?.midLevel[row.name] ?? null)}
          standing={judgement?.midLevel[row.name] ?? null}
          definition={model.midLevel.find(({ name }) => name === row.name)?.definition ?? ''}
        />
      ))}
      {fixed.map((row) => (
        <div key={row.name} className={`effect-row effect-fixed ${row.name === 'sum' ? 'effect-sum' : ''}`}>
          <span>{row.label}</span>
          <RowBar row={row} axis={axis} />
          <Figures row={row} measure={measure} shifted={shifted} />
        </div>
      ))}
      <PlotLegend level={level} moment={rows.some(({ moment }) => moment !== null)} recordings={recordings} />
    </div>
  );
}

function AxisEnds({ axis, measure }: { axis: Axis; measure: Measure }) {
  const coarse = [axis.from, axis.to].every((end) => Math.abs(end - Math.round(end * 10) / 10) < 1e-9);
  const end = (value: number) =>
    measure === 'value' ? formatSigned(value, coarse ? 1 : 2) : percentOf(value);
  return (
    <span className="axis-ends">
      <span>{axis.from < 0 || measure === 'share' ? end(axis.from) : ''}</span>
      <span>{axis.to > 0 ? end(axis.to) : ''}</span>
    </span>
  );
}

/** The figure in the measure, and the shift where something is edited. */
function Figures({ row, measure, shifted }: { row: PlotRow; measure: Measure; shifted: boolean }) {
  const figure = measure === 'value' ? row.value : row.share;
  return (
    <>
      <span className="number">{figure === null ? '–' : figureOf(figure, measure)}</span>
      {shifted ? (
        <span className="number shift">{row.shift === null ? '' : shiftFigure(row.shift, measure)}</span>
      ) : null}
    </>
  );
}

interface FeatureRowProps {
  row: PlotRow;
  axis: Axis;
  measure: Measure;
  shifted: boolean;
  spoken: string;
  /** The feature's own value, standardised. */
  standing: number | null;
  definition: string;
}

function FeatureRow({ row, axis, measure, shifted, spoken, standing, definition }: FeatureRowProps) {
  const workstation = useWorkstation();
  return (
    <TooltipTrigger delay={600}>
      <Button
        className="effect-row effect"
        aria-label={`Explain ${spoken}`}
        onPress={() => {
          workstation.view.setState({ page: 'explanation' });
          void explain(workstation, row.name);
        }}
      >
        <span className="ellipsis">{row.label}</span>
        <RowBar row={row} axis={axis} />
        <Figures row={row} measure={measure} shifted={shifted} />
      </Button>
      <Tooltip className="tooltip tooltip-text" placement="left">
        <strong>{row.label}</strong> {standing === null ? '' : formatSigned(standing)}
        <br />
        {definition}
        <br />
        <span className="muted">0 is the training mean, 1 a standard deviation. Press to explain it.</span>
      </Tooltip>
    </TooltipTrigger>
  );
}
