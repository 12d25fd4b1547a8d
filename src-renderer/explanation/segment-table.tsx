import { type KeyboardEvent, type MouseEvent, useId, useMemo, useState } from 'react';
import type { ExplainedSegment } from '../../src-preload/contract/explanation.ts';
import { type SelectionMode, selectSegments } from '../actions/select-segments.ts';
import type { OpenExplanation } from '../stores/explanation.ts';
import { Info } from '../ui/info.tsx';
import { useRowWindow } from '../ui/row-window.ts';
import { useExplanation, useWorkstation } from '../workstation-context.tsx';
import { SegmentHead } from './segment-head.tsx';
import { SegmentRow } from './segment-row.tsx';
import { type SegmentOrder, sortSegments } from './segment-sort.ts';
import { ThresholdSlider } from './threshold-slider.tsx';

const ROW_REM = 1.375;

/**
 * The segments as a table. Arrow keys go through it, Enter or Space selects, Shift adds, Alt or Ctrl takes away; the
 * pointed-at and the selected segments are those of the timeline.
 */
export function SegmentTable({ explanation }: { explanation: OpenExplanation }) {
  const workstation = useWorkstation();
  const [order, setOrder] = useState<SegmentOrder>('size');
  const [onlyMarked, setOnlyMarked] = useState(false);
  const selected = useExplanation((state) => state.selected);
  const hovered = useExplanation((state) => state.hovered);
  const { segments } = explanation;
  const marked = segments.filter((segment) => segment.selected).length;
  const rows = useMemo(
    () => sortSegments(onlyMarked ? segments.filter((segment) => segment.selected) : segments, order),
    [segments, onlyMarked, order],
  );
  const cursor = rows.findIndex(({ id }) => id === hovered);
  const list = useRowWindow(rows.length, ROW_REM, order);
  const base = useId();
  const point = (row: number) => {
    const segment = rows[Math.min(rows.length - 1, Math.max(0, row))];
    if (!segment) return;
    workstation.explanation.setState({ hovered: segment.id });
    list.reveal(rows.indexOf(segment));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const page = Math.max(1, list.perPage - 1);
    const steps: Record<string, number> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor < 0 ? 0 : cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) point(to);
    else if (event.key === 'Enter' || event.key === ' ') {
      const segment = rows[cursor];
      if (segment) selectSegments(workstation, [segment.id], modeOf(event));
    } else return;
    event.preventDefault();
  };
  return (
    <section className="segments" aria-label="Segments">
      <div className="section-head segments-head">
        <h3 className="group-title">
          {segments.length} segments, {marked} marked
        </h3>
        <Info topic="weight" />
        <span className="spacer" />
        <label className="check small">
          <input
            type="checkbox"
            checked={onlyMarked}
            onChange={(event) => setOnlyMarked(event.target.checked)}
          />
          Marked only
        </label>
      </div>
      <ThresholdSlider explanation={explanation} />
      <div className="segment-scroll" ref={list.ref} onScroll={list.onScroll}>
        <table
          className="segment-grid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are chosen is a grid.
          role="grid"
          tabIndex={0}
          aria-label="Segments of the explanation"
          aria-multiselectable="true"
          aria-rowcount={rows.length + 1}
          aria-activedescendant={cursor >= 0 ? `${base}-${rows[cursor]?.id}` : undefined}
          onKeyDown={onKeyDown}
          onMouseLeave={({ movementX, movementY }) => {
            if (movementX !== 0 || movementY !== 0) workstation.explanation.setState({ hovered: null });
          }}
        >
          <SegmentHead order={order} onOrder={setOrder} />
          <tbody>
            <tr style={{ height: list.first * list.rowHeight }} />
            {rows.slice(list.first, list.end).map((segment, i) => (
              <SegmentRow
                key={segment.id}
                id={`${base}-${segment.id}`}
                index={list.first + i}
                segment={segment}
                selected={selected.has(segment.id)}
                pointed={segment.id === hovered}
                onPoint={() => workstation.explanation.setState({ hovered: segment.id })}
                onPick={(event) => selectSegments(workstation, [segment.id], modeOf(event))}
              />
            ))}
            <tr style={{ height: (rows.length - list.end) * list.rowHeight }} />
          </tbody>
        </table>
        {rows.length === 0 ? <NoRows segments={segments} /> : null}
      </div>
    </section>
  );
}

function NoRows({ segments }: { segments: readonly ExplainedSegment[] }) {
  return (
    <p className="empty-state muted">
      {segments.length === 0
        ? 'This window has no segments.'
        : 'The selection rule marked no segment. Take more samples, or mark the 10 largest weights in the settings.'}
    </p>
  );
}

const modeOf = (event: MouseEvent | KeyboardEvent): SelectionMode =>
  event.shiftKey ? 'add' : event.altKey || event.ctrlKey || event.metaKey ? 'subtract' : 'replace';
