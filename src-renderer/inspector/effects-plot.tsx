import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { explain } from '../actions/explain.ts';
import { formatSigned } from '../ui/format.ts';
import { useWorkstation } from '../workstation-context.tsx';
import { axisOf } from './axis.ts';
import { Bar } from './bar.tsx';
import type { EffectRow, EffectSum } from './effect-rows.ts';

interface Props {
  model: ModelCard;
  rows: readonly EffectRow[];
  before: EffectSum | null;
  after: EffectSum | null;
  edited: boolean;
}

/** One bar a feature, then the intercept and the sum, on one axis. A bar opens the feature's explanation. */
export function EffectsPlot({ model, rows, before, after, edited }: Props) {
  const all = [before, after].flatMap((sum) => (sum ? [sum.intercept, sum.value] : []));
  const axis = axisOf([...all, ...rows.flatMap((row) => [row.before?.effect ?? 0, row.after?.effect ?? 0])]);
  const now = after ?? before;
  const decimals = [axis.from, axis.to].every((end) => Math.abs(end - Math.round(end * 10) / 10) < 1e-9)
    ? 1
    : 2;
  return (
    <div className="effects">
      <div className="plot-axis effect-row" aria-hidden="true">
        <span>Feature</span>
        <span className="axis-ends">
          <span>{axis.from < 0 ? formatSigned(axis.from, decimals) : ''}</span>
          <span>{axis.to > 0 ? formatSigned(axis.to, decimals) : ''}</span>
        </span>
        <span>Effect</span>
        <span>{edited ? 'Shift' : 'Share'}</span>
      </div>
      {rows.map((row) => (
        <EffectButton key={row.name} row={row} axis={axis} model={model} edited={edited} />
      ))}
      <div className="effect-row effect-fixed">
        <span>Intercept</span>
        <Bar axis={axis} before={now?.intercept ?? null} after={null} />
        <span className="number">{now ? formatSigned(now.intercept, 3) : '–'}</span>
        <span />
      </div>
      <div className="effect-row effect-fixed effect-sum">
        <span>Sum</span>
        <Bar axis={axis} before={before?.value ?? null} after={after?.value ?? null} />
        <span className="number">{now ? formatSigned(now.value, 3) : '–'}</span>
        <span className="number shift">
          {before && after ? formatSigned(after.value - before.value, 3) : ''}
        </span>
      </div>
    </div>
  );
}

function EffectButton({
  row,
  axis,
  model,
  edited,
}: {
  row: EffectRow;
  axis: ReturnType<typeof axisOf>;
  model: ModelCard;
  edited: boolean;
}) {
  const workstation = useWorkstation();
  const { name, label, before, after } = row;
  const now = after ?? before;
  const definition = model.midLevel.find((feature) => feature.name === name)?.definition;
  const share = now ? `${Math.round(now.relative * 100)} %` : '';
  const shift = before && after ? formatSigned(after.effect - before.effect, 3) : '';
  return (
    <TooltipTrigger delay={600}>
      <Button
        className="effect-row effect"
        aria-label={
          now
            ? `Explain ${label}: effect ${formatSigned(now.effect, 3)}, value ${formatSigned(now.value)}, share ${share}${shift ? `, shifted by ${shift}` : ''}`
            : `Explain ${label}`
        }
        onPress={() => {
          workstation.view.setState({ page: 'explanation' });
          void explain(workstation, name);
        }}
      >
        <span className="ellipsis">{label}</span>
        <Bar axis={axis} before={before?.effect ?? null} after={after?.effect ?? null} />
        <span className="number">{now ? formatSigned(now.effect, 3) : '–'}</span>
        <span className="number shift">{edited ? shift : share}</span>
      </Button>
      <Tooltip className="tooltip tooltip-text" placement="left">
        <strong>{label}</strong> {now ? formatSigned(now.value) : ''}
        <br />
        {definition}
        <br />
        <span className="muted">0 is the training mean, 1 a standard deviation. Press to explain it.</span>
      </Tooltip>
    </TooltipTrigger>
  );
}
