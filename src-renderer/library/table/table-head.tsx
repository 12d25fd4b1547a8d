import { Button } from 'react-aria-components';
import type { TrackSort } from '../../../src-preload/contract/track-list.ts';
import { sortTable } from '../../actions/library-table.ts';
import { useLibraryTable, useWorkstation } from '../../workstation-context.tsx';
import type { ColumnLook } from './columns.ts';

/** The headings: the name, then the columns. A press sorts; a list by likeness has an order of its own. */
export function TableHead({ looks }: { looks: readonly ColumnLook[] }) {
  const similar = useLibraryTable((table) => table.similar !== null);
  return (
    <thead>
      <tr className="recording-row recording-headings" aria-rowindex={1}>
        <Heading look={{ label: 'Name', width: 0, sort: { by: 'name' }, numeric: false }} />
        {similar ? (
          <th scope="col" className="numeric" aria-sort="ascending">
            Distance <span aria-hidden="true">↑</span>
          </th>
        ) : null}
        {looks.map((look) => (
          <Heading key={look.label} look={look} />
        ))}
      </tr>
    </thead>
  );
}

function Heading({ look: { label, sort, numeric } }: { look: ColumnLook }) {
  const workstation = useWorkstation();
  const present = useLibraryTable((table) => table.sort);
  const descending = useLibraryTable((table) => table.descending);
  const similar = useLibraryTable((table) => table.similar !== null);
  const className = numeric ? 'numeric' : '';
  if (!sort || similar)
    return (
      <th scope="col" className={className} title={label}>
        {label}
      </th>
    );
  const sorted = isSame(sort, present);
  return (
    <th
      scope="col"
      className={className}
      title={label}
      aria-sort={sorted ? (descending ? 'descending' : 'ascending') : 'none'}
    >
      <Button className="heading-button" onPress={() => sortTable(workstation, sort)}>
        {label}
        {sorted ? <span aria-hidden="true"> {descending ? '↓' : '↑'}</span> : null}
      </Button>
    </th>
  );
}

const isSame = (a: TrackSort, b: TrackSort): boolean => JSON.stringify(a) === JSON.stringify(b);
