import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { formatSigned } from '../ui/format.ts';
import { glossary } from '../ui/glossary.ts';
import { InfoAbout } from '../ui/info.tsx';
import type { EffectRow, EffectSum } from './effect-rows.ts';

interface Props {
  model: ModelCard;
  emotionLabel: string;
  rows: readonly EffectRow[];
  before: EffectSum | null;
  after: EffectSum | null;
}

/** The effects plot as a table, with the feature values and weights behind the effects. */
export function EffectsTable({ model, emotionLabel, rows, before, after }: Props) {
  const now = after ?? before;
  return (
    <div className="table-scroll">
      <table className="figures">
        <caption className="visually-hidden">{`Effects on ${emotionLabel}: value × weight = effect`}</caption>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Value</th>
            <th scope="col">Weight</th>
            <th scope="col">Effect</th>
            <th scope="col">{after ? 'Shift' : 'Share'}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FeatureRow key={row.name} row={row} model={model} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              Sum of the effects
            </th>
            <td>{now ? formatSigned(now.effects, 3) : '–'}</td>
            <td />
          </tr>
          <tr>
            <th scope="row" colSpan={3}>
              Intercept
            </th>
            <td>{now ? formatSigned(now.intercept, 3) : '–'}</td>
            <td />
          </tr>
          <tr className="figures-sum">
            <th scope="row" colSpan={3}>
              {emotionLabel}
            </th>
            <td>{now ? formatSigned(now.value, 3) : '–'}</td>
            <td>{before && after ? formatSigned(after.value - before.value, 3) : ''}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function FeatureRow({ row, model }: { row: EffectRow; model: ModelCard }) {
  const { before, after } = row;
  const feature = model.midLevel.find(({ name }) => name === row.name);
  const now = after ?? before;
  return (
    <tr>
      <th scope="row">
        <span className="figures-name">
          <span className="ellipsis" title={row.label}>
            {row.label}
          </span>
          <InfoAbout
            meaning={{
              ...glossary.midLevel,
              title: row.label,
              definition: feature?.definition ?? glossary.midLevel.definition,
            }}
          />
        </span>
      </th>
      <td>
        {before && after ? <span className="was">{formatSigned(before.value)}</span> : null}
        {now ? formatSigned(now.value) : '–'}
      </td>
      <td>{formatSigned(row.weight, 3)}</td>
      <td>
        {before && after ? <span className="was">{formatSigned(before.effect, 3)}</span> : null}
        {now ? formatSigned(now.effect, 3) : '–'}
      </td>
      <td>
        {before && after
          ? formatSigned(after.effect - before.effect, 3)
          : now
            ? `${Math.round(now.relative * 100)} %`
            : ''}
      </td>
    </tr>
  );
}
