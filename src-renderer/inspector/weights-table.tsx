import { formatSigned } from '../ui/format.ts';
import type { PlotRow } from './plot-row.ts';
import { percentOf } from './spoken-row.ts';

/** The model's weights as a table. */
export function WeightsTable({
  emotionLabel,
  rows,
  intercept,
}: {
  emotionLabel: string;
  rows: readonly PlotRow[];
  intercept: number | null;
}) {
  return (
    <table className="figures">
      <caption className="visually-hidden">{`Weights of ${emotionLabel}: what one standard deviation adds`}</caption>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col">Weight</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, value, share }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            <td>{value === null ? '–' : formatSigned(value, 3)}</td>
            <td>{share === null ? '' : percentOf(share)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Intercept</th>
          <td>{intercept === null ? '–' : formatSigned(intercept, 3)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
