import type { Quantiles } from '../../src-preload/contract/quantiles.ts';
import { type Axis, positionOn } from './axis.ts';

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`;

/** From one value to another, as a place along the axis. */
const between = (axis: Axis, from: number, to: number) => {
  const [start, end] = [positionOn(axis, from), positionOn(axis, to)];
  return { left: percent(start), width: percent(end - start) };
};

/** Behind a bar: where nine tenths and where the middle half of the library's recordings lie, and their median. */
export function LibraryBand({ axis, spread }: { axis: Axis; spread: Quantiles }) {
  return (
    <>
      <span className="library-outer" style={between(axis, spread.p5, spread.p95)} />
      <span className="library-inner" style={between(axis, spread.p25, spread.p75)} />
      <span className="library-median" style={{ left: percent(positionOn(axis, spread.median)) }} />
    </>
  );
}

/** A box plot: whiskers at the 5th and 95th percentile; warm and plain above zero, cool and hatched below. */
export function Box({ axis, spread, sign }: { axis: Axis; spread: Quantiles; sign: number }) {
  return (
    <>
      <span className="box-whisker" style={between(axis, spread.p5, spread.p95)} />
      <span
        className={`box-body ${sign < 0 ? 'bar-minus' : 'bar-plus'}`}
        style={between(axis, spread.p25, spread.p75)}
      />
      <span className="box-median" style={{ left: percent(positionOn(axis, spread.median)) }} />
    </>
  );
}

/** Where the chosen moment lies among the windows. */
export function MomentMark({ axis, value }: { axis: Axis; value: number }) {
  return <span className="moment-mark" style={{ left: percent(positionOn(axis, value)) }} />;
}
