import { Button } from 'react-aria-components';
import { nextOrder, ORDER_NAMES, type SegmentColumn, type SegmentOrder, sortsBy } from './segment-sort.ts';

const COLUMNS: readonly (readonly [SegmentColumn, string])[] = [
  ['weight', 'Weight ± error'],
  ['p', 'p'],
  ['time', 'Time'],
  ['frequency', 'Hz, source'],
];

/** The headings; a press sorts by their column. */
export function SegmentHead({
  order,
  onOrder,
}: {
  order: SegmentOrder;
  onOrder: (order: SegmentOrder) => void;
}) {
  return (
    <thead>
      <tr className="segment-row segment-headings" aria-rowindex={1}>
        {COLUMNS.map(([column, text]) => {
          const sorted = sortsBy(column, order);
          return (
            <th key={column} scope="col" aria-sort={sorted ? ariaSort(order) : 'none'}>
              <Button
                className="heading-button"
                aria-label={`${text}, sort: ${ORDER_NAMES[nextOrder(column, order)]}`}
                onPress={() => onOrder(nextOrder(column, order))}
              >
                {text}
                {sorted ? <span aria-hidden="true"> {arrowOf(order)}</span> : null}
              </Button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const ASCENDING: readonly SegmentOrder[] = ['minus', 'p', 'earliest', 'lowest'];
const ariaSort = (order: SegmentOrder) => (ASCENDING.includes(order) ? 'ascending' : 'descending');
const arrowOf = (order: SegmentOrder) => {
  if (order === 'size') return '↕';
  return ASCENDING.includes(order) ? '↑' : '↓';
};
