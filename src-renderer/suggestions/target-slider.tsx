import { formatSigned } from '../ui/format.ts';

interface Props {
  label: string;
  /** The emotion's value now. */
  value: number;
  range: readonly [number, number];
  /** The shift wished for. */
  amount: number;
  onChange: (amount: number) => void;
  /** Called when a drag has come to rest. */
  onRest: () => void;
}

const STEP = 0.01;
const THUMB = 16;

/** The target of an emotion, dragged on its own scale; a mark stands where the emotion is now. */
export function TargetSlider({ label, value, range, amount, onChange, onRest }: Props) {
  const from = Math.min(range[0], value);
  const to = Math.max(range[1], value);
  const target = Math.min(to, Math.max(from, value + amount));
  // The thumb's centre runs from half its width to as far from the end.
  const place = `calc(${THUMB / 2}px + ${(value - from) / (to - from)} * (100% - ${THUMB}px))`;
  return (
    <div className="target">
      <div className="target-scale">
        <span className="target-now" style={{ left: place }} aria-hidden="true" />
        <input
          type="range"
          aria-label={`Target of ${label.toLowerCase()}`}
          aria-valuetext={`${formatSigned(target)}, a shift of ${formatSigned(amount)} from ${formatSigned(value)}`}
          min={from}
          max={to}
          step="any"
          value={target}
          onChange={(event) => onChange(roundTo(event.target.valueAsNumber - value))}
          onKeyDown={(event) => {
            const by = keySteps(event.key);
            if (by === 0) return;
            event.preventDefault();
            onChange(roundTo(Math.min(to, Math.max(from, target + by * STEP)) - value));
          }}
          onDoubleClick={() => onChange(0)}
          onPointerUp={onRest}
        />
      </div>
      <div className="target-ends number muted small" aria-hidden="true">
        <span>{formatSigned(from, 1)}</span>
        <span>now {formatSigned(value)}</span>
        <span>{formatSigned(to, 1)}</span>
      </div>
    </div>
  );
}

const roundTo = (amount: number): number => Math.round(amount / STEP) * STEP;

function keySteps(key: string): number {
  if (key === 'ArrowRight' || key === 'ArrowUp') return 1;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return -1;
  if (key === 'PageUp') return 10;
  if (key === 'PageDown') return -10;
  return 0;
}
