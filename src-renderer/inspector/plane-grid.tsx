import { formatSigned } from '../ui/format.ts';
import { PLOT, type PlaneScale } from './plane-scale.ts';

const { left, top, side } = PLOT;
const [right, bottom] = [left + side, top + side];
/** From an edge to what is written beside it. */
const GAP = 7;

/** The plane's frame, zero lines, printed scale and the words of its quarters. */
export function PlaneGrid({ scale }: { scale: PlaneScale }) {
  const { valence, arousal } = scale;
  return (
    <g className="plane-grid">
      <rect x={left} y={top} width={side} height={side} />
      <line x1={scale.x(0)} x2={scale.x(0)} y1={top} y2={bottom} />
      <line x1={left} x2={right} y1={scale.y(0)} y2={scale.y(0)} />
      {[valence[0], 0, valence[1]].map((value, i) => (
        <text
          key={value}
          x={scale.x(value)}
          y={bottom + GAP + 8}
          textAnchor={(['start', 'middle', 'end'] as const)[i]}
        >
          {formatSigned(value, 0)}
        </text>
      ))}
      {[arousal[0], 0, arousal[1]].map((value, i) => (
        <text key={value} x={left - GAP} y={scale.y(value) + [0, 4, 8][i]!} textAnchor="end">
          {formatSigned(value, 0)}
        </text>
      ))}
      <text className="plane-axis" x={(scale.x(0) + right) / 2} y={bottom + GAP + 8} textAnchor="middle">
        Valence
      </text>
      <text
        className="plane-axis"
        textAnchor="middle"
        transform={`translate(${left - GAP - 8} ${(scale.y(0) + top) / 2}) rotate(-90)`}
      >
        Arousal
      </text>
      <g className="plane-words">
        <text x={left + GAP} y={top + GAP + 7}>
          tense
        </text>
        <text x={right - GAP} y={top + GAP + 7} textAnchor="end">
          joyful
        </text>
        <text x={left + GAP} y={bottom - GAP}>
          sad
        </text>
        <text x={right - GAP} y={bottom - GAP} textAnchor="end">
          calm
        </text>
      </g>
    </g>
  );
}
