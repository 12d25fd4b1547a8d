import { formatSigned } from '../ui/format.ts';
import type { Level, Measure, PlotRow } from './plot-row.ts';

/** `12 %`. */
export const percentOf = (share: number) => `${Math.round(share * 100)} %`;

/** A number of the plot in its measure: `+0.123`, `12 %`. */
export const figureOf = (value: number, measure: Measure) =>
  measure === 'value' ? formatSigned(value, 3) : percentOf(value);

/** What the edits added, in its measure: `+0.010`, `+3 points`. */
export function shiftFigure(shift: number, measure: Measure): string {
  return measure === 'value' ? formatSigned(shift, 3) : `${formatSigned(shift * 100, 0)} pt`;
}

const names = { moment: 'effect', recording: 'median effect', model: 'weight' } as const;

/** A row of the effects plot for the ear; `standing` is the feature's own value where there is one. */
export function spokenRow(row: PlotRow, level: Level, measure: Measure, standing: number | null): string {
  const { label, value, share, shift, box, moment, library } = row;
  if (value === null) return label;
  const said = (one: number) => figureOf(one, measure);
  return [
    `${label}: ${names[level]} ${formatSigned(value, 3)}`,
    standing === null ? '' : `value ${formatSigned(standing)}`,
    share === null ? '' : `share ${percentOf(share)}`,
    box ? `half of the windows ${said(box.p25)} to ${said(box.p75)}` : '',
    box ? `nine of ten ${said(box.p5)} to ${said(box.p95)}` : '',
    moment === null ? '' : `this moment ${said(moment)}`,
    shift === null ? '' : `shifted by ${shiftFigure(shift, measure)}`,
    library ? `half of the library ${said(library.p25)} to ${said(library.p75)}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
