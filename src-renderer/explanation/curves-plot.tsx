import type { Trust } from '../../src-preload/contract/explanation.ts';
import { formatSigned } from '../ui/format.ts';

const WIDTH = 150;
const HEIGHT = 64;
const KINDS = ['random', 'loudest', 'explained'] as const;
const NAMES = { explained: 'By weight', random: 'At random', loudest: 'Loudest first' } as const;

/** The prediction as parts go or come, in three orders; a table says the same. */
export function CurvesPlot({ title, curves }: { title: string; curves: Trust['deletion'] }) {
  const all = KINDS.flatMap((kind) => curves[kind]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const y = (value: number) => (high > low ? ((high - value) / (high - low)) * (HEIGHT - 4) + 2 : HEIGHT / 2);
  const points = (values: readonly number[]) =>
    values.map((value, i) => `${(i / Math.max(1, values.length - 1)) * WIDTH},${y(value)}`).join(' ');
  return (
    <figure className="curves-plot">
      <figcaption className="small">{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {KINDS.map((kind) => (
          <polyline key={kind} className={`curve-${kind}`} points={points(curves[kind])} />
        ))}
      </svg>
      <span className="curves-range small muted number">
        <span>{formatSigned(high)}</span>
        <span>{formatSigned(low)}</span>
      </span>
      <table className="visually-hidden">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Share</th>
            {KINDS.map((kind) => (
              <th key={kind} scope="col">
                {NAMES[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {curves.explained.map((_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place on the axis.
            <tr key={i}>
              <th scope="row">{Math.round((100 * i) / Math.max(1, curves.explained.length - 1))} %</th>
              {KINDS.map((kind) => (
                <td key={kind}>{formatSigned(curves[kind][i] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
