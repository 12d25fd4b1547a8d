import type { Quantiles } from '../../src-preload/contract/quantiles.ts';
import { formatSigned } from '../ui/format.ts';
import type { Measure } from './plot-row.ts';
import { percentOf } from './spoken-row.ts';
import './effects-plot.css';

interface SpreadLine {
  readonly name: string;
  readonly label: string;
  readonly spread: Quantiles | null;
  readonly moment: number | null;
}

interface Props {
  caption: string;
  /** What the rows are. */
  head?: string;
  rows: readonly SpreadLine[];
  measure: Measure;
  /** Whether there is a column for the chosen moment. */
  withMoment: boolean;
}

const columns = [
  ['p5', '5 %'],
  ['p25', '25 %'],
  ['median', '50 %'],
  ['p75', '75 %'],
  ['p95', '95 %'],
] as const;

/** Box plots or bands as a table: the quantiles of each row. */
export function SpreadTable({ caption, head = 'Feature', rows, measure, withMoment }: Props) {
  const figure = (value: number) => (measure === 'value' ? formatSigned(value) : percentOf(value));
  return (
    <table className="figures spread-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {columns.map(([key, title]) => (
            <th key={key} scope="col">
              {title}
            </th>
          ))}
          {withMoment ? <th scope="col">Now</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, spread, moment }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            {columns.map(([key]) => (
              <td key={key}>{spread ? figure(spread[key]) : '–'}</td>
            ))}
            {withMoment ? <td>{moment === null ? '–' : figure(moment)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
