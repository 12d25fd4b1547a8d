import { useRef } from 'react';
import { markBy, previewMarked } from '../actions/mark-segments.ts';
import type { OpenExplanation } from '../stores/explanation.ts';
import { formatNumber } from '../ui/format.ts';
import { Info } from '../ui/info.tsx';
import { useWorkstation } from '../workstation-context.tsx';
import { largestFirst } from './segment-sort.ts';

/** How many of the largest weights are marked, and the weight that is the threshold then. */
export function ThresholdSlider({ explanation }: { explanation: OpenExplanation }) {
  const workstation = useWorkstation();
  const moved = useRef(false);
  const { segments } = explanation;
  const marked = segments.filter((segment) => segment.selected).length;
  const smallest = largestFirst(segments)[Math.max(0, marked - 1)];
  const rest = () => {
    if (moved.current) void markBy(workstation, `top:count=${marked}`);
    moved.current = false;
  };
  if (segments.length < 2) return null;
  const threshold = marked > 0 && smallest ? formatNumber(Math.abs(smallest.weight), 3) : '–';
  return (
    <div className="threshold">
      <label className="small muted" htmlFor="threshold">
        Threshold
      </label>
      <input
        id="threshold"
        type="range"
        min={1}
        max={segments.length}
        step={1}
        value={Math.max(1, marked)}
        aria-valuetext={`${marked} marked, |weight| from ${threshold}`}
        onChange={(event) => {
          moved.current = true;
          previewMarked(workstation, event.target.valueAsNumber);
        }}
        onPointerUp={rest}
        onKeyUp={rest}
        onBlur={rest}
      />
      <span className="number small">|w| ≥ {threshold}</span>
      <Info topic="threshold" />
    </div>
  );
}
