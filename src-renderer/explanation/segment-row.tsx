import type { MouseEvent } from 'react';
import type { ExplainedSegment } from '../../src-preload/contract/explanation.ts';
import { formatHertz, formatP, formatSigned, formatTime, labelOf } from '../ui/format.ts';

interface Props {
  id: string;
  /** Position in the sorted list, from 0. */
  index: number;
  segment: ExplainedSegment;
  selected: boolean;
  /** Under the pointer, here or on the timeline. */
  pointed: boolean;
  onPoint: () => void;
  onPick: (event: MouseEvent) => void;
}

/** One segment: sign, weight with its standard error, p-value, time and frequency. */
export function SegmentRow({ id, index, segment, selected, pointed, onPoint, onPick }: Props) {
  const { weight, standardError, pValue, timeRange, frequencyRange, source, interval } = segment;
  const where =
    source === null
      ? `${formatHertz(frequencyRange[0])} – ${formatHertz(frequencyRange[1])}`
      : labelOf(source);
  const between = interval
    ? `; 95 % interval ${formatSigned(interval[0], 3)} to ${formatSigned(interval[1], 3)}`
    : '';
  const classes = ['segment-row', selected ? 'segment-selected' : '', pointed ? 'segment-pointed' : ''];
  return (
    <tr
      id={id}
      className={classes.join(' ')}
      aria-rowindex={index + 2}
      aria-selected={selected}
      title={`Segment ${segment.id}: ${formatTime(timeRange[0])} – ${formatTime(timeRange[1])}, ${where}${between}`}
      // A row that comes under a resting pointer is not pointed at: arrow keys go on from where they were.
      onMouseMove={(event) => {
        if (!pointed && (event.movementX !== 0 || event.movementY !== 0)) onPoint();
      }}
      onClick={onPick}
    >
      <td className="segment-weight number">
        <span className={weight < 0 ? 'sign sign-minus' : 'sign sign-plus'} aria-hidden="true">
          {weight < 0 ? '▼' : '▲'}
        </span>
        <span className={segment.selected ? 'segment-marked' : ''}>{formatSigned(weight, 3)}</span>
        <span className="muted"> ± {standardError.toFixed(3)}</span>
      </td>
      <td className="number muted">{formatP(pValue)}</td>
      <td className="number">
        {formatTime(timeRange[0], 1)}–{formatTime(timeRange[1], 1)}
      </td>
      <td className="number">
        {source === null
          ? `${shortHertz(frequencyRange[0])}–${shortHertz(frequencyRange[1])}`
          : labelOf(source)}
      </td>
    </tr>
  );
}

/** `220`, `1.2k`: the column's heading has the unit. */
const shortHertz = (hertz: number) =>
  hertz >= 1000 ? `${(hertz / 1000).toFixed(hertz >= 10_000 ? 0 : 1)}k` : hertz.toFixed(0);
