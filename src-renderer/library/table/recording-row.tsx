import { memo } from 'react';
import type { ListedTrack } from '../../../src-preload/contract/track-list.ts';
import { rateTrack } from '../../actions/describe-track.ts';
import type { Column } from '../../stores/library-table.ts';
import { labelOf } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { useSession, useWorkstation } from '../../workstation-context.tsx';
import { cellText } from './columns.ts';
import { Sparkline } from './sparkline.tsx';
import { Stars } from './stars.tsx';

interface Props {
  id: string;
  /** Position in the list, from 0. */
  index: number;
  /** Undefined while it is being fetched. */
  track: ListedTrack | undefined;
  chosen: boolean;
  columns: readonly Column[];
  curve: string;
  /** The least and the greatest value that the curve can show. */
  scale: readonly [number, number];
  /** From the recording the others are like; null in the list of all. */
  distance: number | null;
}

/** One recording: its name, then the columns. */
export const RecordingRow = memo(function RecordingRow({
  id,
  index,
  track,
  chosen,
  columns,
  distance,
  curve,
  scale,
}: Props) {
  const open = useSession((session) => session.track?.id === track?.id);
  return (
    <tr
      id={id}
      className={chosen ? 'recording-row recording-chosen' : 'recording-row'}
      aria-rowindex={index + 2}
      aria-selected={chosen}
    >
      {track ? (
        <>
          <NameCell track={track} open={open} />
          {distance === null ? null : <td className="number">{distance.toFixed(2)}</td>}
          {columns.map((column) => (
            <Cell key={JSON.stringify(column)} column={column} track={track} curve={curve} scale={scale} />
          ))}
        </>
      ) : (
        <td className="muted" colSpan={columns.length + 1}>
          …
        </td>
      )}
    </tr>
  );
});

function NameCell({ track: { name, path, missing, copies }, open }: { track: ListedTrack; open: boolean }) {
  return (
    <td title={path}>
      <span className="recording-name">
        {open ? <span className="recording-open">Open</span> : null}
        <span className="recording-title">{name}</span>
        {missing ? (
          <span className="recording-note recording-missing">
            <Icon name="missing" /> file not found
          </span>
        ) : null}
        {copies > 0 ? (
          <span className="recording-note">{copies === 1 ? '1 copy' : `${copies} copies`}</span>
        ) : null}
      </span>
    </td>
  );
}

type CellProps = Pick<Props, 'curve' | 'scale'> & { column: Column; track: ListedTrack };

function Cell({ column, track, curve, scale }: CellProps) {
  const workstation = useWorkstation();
  if (column.kind === 'rating')
    return (
      <td>
        <Stars
          rating={track.rating}
          name={track.name}
          reachable={false}
          onRate={(rating) => void rateTrack(workstation, track, rating)}
        />
      </td>
    );
  if (column.kind === 'curve')
    return (
      <td className="curve-cell">
        {track.curve ? <Sparkline values={track.curve} label={labelOf(curve)} range={scale} /> : '–'}
      </td>
    );
  const text = cellText(column, track);
  return (
    <td className={column.kind === 'tags' ? '' : 'number'} title={text}>
      {text}
    </td>
  );
}
