import { type Axis, positionOn } from './axis.ts';
import { Fill } from './bar.tsx';
import type { PlotRow } from './plot-row.ts';
import { Box, LibraryBand, MomentMark } from './spread-marks.tsx';

/** What one row of the effects plot draws. Decorative: the figures stand beside it. */
export function RowBar({ row, axis }: { row: PlotRow; axis: Axis }) {
  const { bar, box, before, moment, library, value } = row;
  const zero = positionOn(axis, 0);
  const at = (place: number) => ({ left: `${(positionOn(axis, place) * 100).toFixed(2)}%` });
  return (
    <span className="bar row-bar" aria-hidden="true">
      {library ? <LibraryBand axis={axis} spread={library} /> : null}
      <span className="bar-zero" style={at(0)} />
      {bar === null ? null : <Fill axis={axis} value={bar} zero={zero} sign={value ?? bar} />}
      {box === null ? null : <Box axis={axis} spread={box} sign={value ?? box.median} />}
      {before === null ? null : <span className="bar-before" style={at(before)} />}
      {moment === null ? null : <MomentMark axis={axis} value={moment} />}
    </span>
  );
}
