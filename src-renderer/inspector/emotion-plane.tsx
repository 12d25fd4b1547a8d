import type { MouseEvent } from 'react';
import { chooseMoment } from '../actions/choose-moment.ts';
import { useWorkstation } from '../workstation-context.tsx';
import { nearestOn, type PathPoint, type Place, thinned } from './emotion-path.ts';
import { PlaneGrid } from './plane-grid.tsx';
import { PLOT, type PlaneScale } from './plane-scale.ts';

export interface PlaneContent {
  readonly scale: PlaneScale;
  readonly path: readonly PathPoint[] | null;
  /** The path with the edits; null when nothing is edited or it is not predicted yet. */
  readonly editedPath: readonly PathPoint[] | null;
  readonly before: Place | null;
  readonly after: Place | null;
  /** Half widths of the intervals around the present place; `measured` is false where the sound is not familiar. */
  readonly interval: (Partial<Place> & { readonly measured: boolean }) | null;
}

/** More would not be seen. */
const MOST_POINTS = 480;
/** How far from the path a click may be, as a part of the plane's width. */
const REACH = 0.06;

/** The valence–arousal plane with the recording's path. A click on the path chooses that moment, as the table's buttons do. */
export function EmotionPlane({ content, sentence }: { content: PlaneContent; sentence: string }) {
  const workstation = useWorkstation();
  const { scale, path, editedPath, before, after, interval } = content;
  const choose = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const unit = PLOT.width / box.width;
    const place = scale.placeAt((event.clientX - box.left) * unit, (event.clientY - box.top) * unit);
    const nearest = nearestOn(path ?? [], place, REACH * (scale.valence[1] - scale.valence[0]));
    if (nearest) void chooseMoment(workstation, nearest.time);
  };
  const now = after ?? before;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the pointer; the table has a button for each moment.
    <svg
      className="plane"
      viewBox={`0 0 ${PLOT.width} ${PLOT.height}`}
      role="img"
      aria-label={sentence}
      onClick={choose}
    >
      <PlaneGrid scale={scale} />
      {path ? <Path className="plane-path" path={path} scale={scale} /> : null}
      {editedPath ? <Path className="plane-path plane-path-edited" path={editedPath} scale={scale} /> : null}
      {now && interval ? <Interval at={now} interval={interval} scale={scale} /> : null}
      {before && after ? (
        <line
          className="plane-shift"
          x1={scale.x(before.valence)}
          y1={scale.y(before.arousal)}
          x2={scale.x(after.valence)}
          y2={scale.y(after.arousal)}
        />
      ) : null}
      {before ? (
        <circle
          className={after ? 'plane-mark plane-mark-was' : 'plane-mark'}
          cx={scale.x(before.valence)}
          cy={scale.y(before.arousal)}
          r={4.5}
        />
      ) : null}
      {after ? <Diamond at={after} scale={scale} /> : null}
    </svg>
  );
}

/** The line grows stronger with time; a ring marks where it starts. */
function Path({
  className,
  path,
  scale,
}: {
  className: string;
  path: readonly PathPoint[];
  scale: PlaneScale;
}) {
  const points = thinned(path, MOST_POINTS);
  const first = points[0];
  if (!first) return null;
  const parts = 12;
  const size = Math.max(1, Math.ceil((points.length - 1) / parts));
  return (
    <g className={className}>
      {Array.from({ length: Math.ceil((points.length - 1) / size) }, (_, part) => (
        <polyline
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in time.
          key={part}
          opacity={0.45 + (0.55 * (part + 1)) / parts}
          points={points
            .slice(part * size, (part + 1) * size + 1)
            .map((point) => `${scale.x(point.valence).toFixed(1)},${scale.y(point.arousal).toFixed(1)}`)
            .join(' ')}
        />
      ))}
      <circle cx={scale.x(first.valence)} cy={scale.y(first.arousal)} r={2.5} />
    </g>
  );
}

/** A cross: each interval holds for its own emotion, not for both at once. */
function Interval({
  at,
  interval,
  scale,
}: {
  at: Place;
  interval: NonNullable<PlaneContent['interval']>;
  scale: PlaneScale;
}) {
  const { valence, arousal, measured } = interval;
  const [x, y] = [scale.x(at.valence), scale.y(at.arousal)];
  const cap = 3;
  const [left, right] =
    valence === undefined ? [] : [scale.x(at.valence - valence), scale.x(at.valence + valence)];
  const [bottom, top] =
    arousal === undefined ? [] : [scale.y(at.arousal - arousal), scale.y(at.arousal + arousal)];
  return (
    <g className={measured ? 'plane-interval' : 'plane-interval plane-interval-broken'}>
      {valence === undefined ? null : (
        <path d={`M${left} ${y}H${right}M${left} ${y - cap}v${2 * cap}M${right} ${y - cap}v${2 * cap}`} />
      )}
      {arousal === undefined ? null : (
        <path d={`M${x} ${bottom}V${top}M${x - cap} ${bottom}h${2 * cap}M${x - cap} ${top}h${2 * cap}`} />
      )}
    </g>
  );
}

function Diamond({ at, scale }: { at: Place; scale: PlaneScale }) {
  const [x, y] = [scale.x(at.valence), scale.y(at.arousal)];
  return <path className="plane-mark" d={`M${x} ${y - 6}l6 6-6 6-6-6z`} />;
}
