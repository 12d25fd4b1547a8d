import type { Quantiles } from '../../src-preload/contract/quantiles.ts';
import { type Axis, positionOn } from './axis.ts';
import { LibraryBand } from './spread-marks.tsx';

interface Props {
  axis: Axis;
  before: number | null;
  /** The present value where something was edited; `before` is then drawn as a mark. */
  after: number | null;
  /** Drawn as a bracket around the value; broken where it was not measured on sound like this. */
  interval?: { readonly halfWidth: number; readonly measured: boolean } | null;
  /** Of the library's recordings, drawn behind. */
  library?: Quantiles | null;
}

/** A bar from zero: warm and plain to the right, cool and hatched to the left. Decorative: the figure stands beside it. */
export function Bar({ axis, before, after, interval = null, library = null }: Props) {
  const value = after ?? before;
  const zero = positionOn(axis, 0);
  return (
    <span className="bar" aria-hidden="true">
      {library ? <LibraryBand axis={axis} spread={library} /> : null}
      <span className="bar-zero" style={{ left: percent(zero) }} />
      {value === null ? null : <Fill axis={axis} value={value} zero={zero} />}
      {value === null || interval === null ? null : (
        <span
          className={interval.measured ? 'bar-interval' : 'bar-interval bar-interval-broken'}
          style={{
            left: percent(positionOn(axis, value - interval.halfWidth)),
            right: percent(1 - positionOn(axis, value + interval.halfWidth)),
          }}
        />
      )}
      {after === null || before === null ? null : (
        <span className="bar-before" style={{ left: percent(positionOn(axis, before)) }} />
      )}
    </span>
  );
}

interface FillProps {
  axis: Axis;
  value: number;
  /** Where zero lies on the axis. */
  zero: number;
  /** Of what the bar stands for, where its length has none. */
  sign?: number;
}

/** The bar itself. */
export function Fill({ axis, value, zero, sign = value }: FillProps) {
  const end = positionOn(axis, value);
  const beyond = value < axis.from || value > axis.to;
  return (
    <span
      className={`bar-fill ${sign < 0 ? 'bar-minus' : 'bar-plus'} ${beyond ? 'bar-beyond' : ''}`}
      style={{ left: percent(Math.min(zero, end)), width: percent(Math.abs(end - zero)) }}
    />
  );
}

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`;
