import { chooseMoment } from '../actions/choose-moment.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber, formatSigned, formatTime } from '../ui/format.ts';
import { useWorkstation } from '../workstation-context.tsx';
import { type Place, quarterOf, thinned } from './emotion-path.ts';
import type { PlaneContent } from './emotion-plane.tsx';

/** More would be no table to read; the timeline's table has every window. */
const MOST_ROWS = 24;

/** The plane as a table: the marks, then the path; a row's button chooses its moment. */
export function PlaneTable({ content, scope }: { content: PlaneContent; scope: 'moment' | 'recording' }) {
  const workstation = useWorkstation();
  const { path, editedPath, before, after, interval } = content;
  const rows = thinned(path ?? [], MOST_ROWS);
  const editedRows = editedPath && thinned(editedPath, MOST_ROWS);
  const now = scope === 'moment' ? 'This moment' : 'Recording';
  const around = after ?? before;
  return (
    <table className="figures plane-table">
      <caption className="visually-hidden">
        {`Valence and arousal, ${rows.length} of ${path?.length ?? 0} windows by their centre`}
      </caption>
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col">Valence</th>
          <th scope="col">Arousal</th>
          <th scope="col">Quarter</th>
        </tr>
      </thead>
      <tbody>
        {before ? <PlaceRow name={now} place={before} /> : null}
        {after ? <PlaceRow name="After the edits" place={after} /> : null}
        {around && interval ? (
          <tr>
            <th scope="row">{interval.measured ? 'Interval' : 'Interval, not measured here'}</th>
            <td>{interval.valence === undefined ? 'none' : `± ${formatNumber(interval.valence)}`}</td>
            <td>{interval.arousal === undefined ? 'none' : `± ${formatNumber(interval.arousal)}`}</td>
            <td />
          </tr>
        ) : null}
        {rows.map((point, i) => (
          <PlaceRow
            key={point.time}
            name={formatTime(point.time, 1)}
            place={editedRows?.[i] ?? point}
            was={editedRows ? point : null}
            onChoose={() => void chooseMoment(workstation, point.time)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  name: string;
  place: Place;
  /** Before the edits. */
  was?: Place | null;
  onChoose?: () => void;
}

function PlaceRow({ name, place, was = null, onChoose }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {onChoose ? (
          <Button look="quiet" aria-label={`Choose the moment at ${name}`} onPress={onChoose}>
            {name}
          </Button>
        ) : (
          name
        )}
      </th>
      <td>
        {was ? <span className="was">{formatSigned(was.valence)}</span> : null}
        {formatSigned(place.valence)}
      </td>
      <td>
        {was ? <span className="was">{formatSigned(was.arousal)}</span> : null}
        {formatSigned(place.arousal)}
      </td>
      <td>{quarterOf(place)}</td>
    </tr>
  );
}
