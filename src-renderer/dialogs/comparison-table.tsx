import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { formatSigned } from '../ui/format.ts';
import { Info } from '../ui/info.tsx';
import type { ComparedOutput, Comparison } from './compare-curves.ts';

interface Props {
  comparison: Comparison;
  first: ModelCard;
  second: ModelCard;
  recording: string;
}

/** Means, differences and correlations of everything two models both predict. */
export function ComparisonTable({ comparison, first, second, recording }: Props) {
  const { windows, emotions, midLevel } = comparison;
  if (windows === 0)
    return <p className="muted">The two models have no window of this recording in common.</p>;
  if (emotions.length + midLevel.length === 0)
    return <p className="muted">The two models predict nothing of the same name.</p>;
  return (
    <table className="figures comparison-table">
      <caption>
        {`${recording}: means over ${windows === 1 ? 'the one common window' : `${windows} common windows`}; mid-level features in each model’s own standard deviations`}
      </caption>
      <thead>
        <tr>
          <th scope="col">Emotion or feature</th>
          <th scope="col">{first.name}</th>
          <th scope="col">{second.name}</th>
          <th scope="col">Difference</th>
          <th scope="col">
            Correlation <Info topic="correlation" />
          </th>
        </tr>
      </thead>
      <Group title="Emotions" outputs={emotions} labels={first.emotions} />
      <Group title="Mid-level features" outputs={midLevel} labels={first.midLevel} />
    </table>
  );
}

function Group({
  title,
  outputs,
  labels,
}: {
  title: string;
  outputs: readonly ComparedOutput[];
  labels: readonly { readonly name: string; readonly label: string }[];
}) {
  if (outputs.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={5} className="group-title">
          {title}
        </th>
      </tr>
      {outputs.map(({ name, first, second, correlation }) => (
        <tr key={name}>
          <th scope="row">{labels.find((one) => one.name === name)?.label ?? name}</th>
          <td>{formatSigned(first)}</td>
          <td>{formatSigned(second)}</td>
          <td>{formatSigned(second - first)}</td>
          <td>{correlation === null ? 'none' : formatSigned(correlation)}</td>
        </tr>
      ))}
    </tbody>
  );
}
