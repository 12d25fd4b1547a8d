import type { KeyboardEvent, PointerEvent } from 'react';
import { useView, useWorkstation } from '../workstation-context.tsx';
import {
  type FlexibleLane,
  flexibleLanes,
  type Lanes,
  moveBorder,
  openLaneBelow,
  plainShares,
} from './lanes.ts';

/** The lanes' names as the user reads them. */
export const LANE_NAMES: Readonly<Record<FlexibleLane, string>> = {
  waveform: 'Waveform',
  spectrogram: 'Spectrogram',
  emotions: 'Emotions',
  midLevel: 'Mid-level features',
};

/** Px by a press of an arrow key. */
const STEP = 12;

interface Props {
  lanes: Lanes;
  /** The root font size, px. */
  rem: number;
}

/** Borders between the open lanes, to be dragged or moved by arrow keys; a double click gives all lanes their first heights. */
export function LaneBorders({ lanes, rem }: Props) {
  const folded = useView((view) => view.foldedLanes);
  return flexibleLanes.map((above) => {
    const below = folded.includes(above) ? null : openLaneBelow(above, folded);
    return below ? <Border key={above} pair={[above, below]} lanes={lanes} rem={rem} /> : null;
  });
}

function Border({ pair, lanes, rem }: Props & { pair: readonly [FlexibleLane, FlexibleLane] }) {
  const { view } = useWorkstation();
  const [above, below] = pair;
  const move = (by: number, from = lanes, shares = view.getState().laneShares) =>
    view.setState(({ foldedLanes }) => ({
      laneShares: moveBorder(from, { shares, folded: foldedLanes }, pair, by, rem),
    }));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const start = event.clientY;
    const { laneShares } = view.getState();
    handle.setPointerCapture(event.pointerId);
    const onMove = (now: globalThis.PointerEvent) => move(now.clientY - start, lanes, laneShares);
    const end = new AbortController();
    handle.addEventListener('pointermove', onMove, { signal: end.signal });
    for (const name of ['pointerup', 'pointercancel'] as const)
      handle.addEventListener(name, () => end.abort(), { signal: end.signal });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -STEP, ArrowDown: STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that is moved has a value and the focus.
    <div
      className="lane-border"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={`Border between ${LANE_NAMES[above]} and ${LANE_NAMES[below]}`}
      aria-valuemin={0}
      aria-valuemax={Math.round(lanes[above].height + lanes[below].height)}
      aria-valuenow={Math.round(lanes[above].height)}
      title="Drag, or use the arrow keys; double click for the first heights"
      style={{ top: lanes[above].y + lanes[above].height }}
      onPointerDown={onPointerDown}
      onDoubleClick={() => view.setState({ laneShares: plainShares })}
      onKeyDown={onKeyDown}
    />
  );
}

/** Folds a lane to a line, or opens it again; one lane stays open. */
export function FoldButton({ lane }: { lane: FlexibleLane }) {
  const { view } = useWorkstation();
  const foldedLanes = useView((state) => state.foldedLanes);
  const folded = foldedLanes.includes(lane);
  const last = !folded && foldedLanes.length === flexibleLanes.length - 1;
  return (
    <button
      type="button"
      className="lane-fold"
      aria-expanded={!folded}
      aria-label={LANE_NAMES[lane]}
      title={folded ? `Open ${LANE_NAMES[lane]}` : `Fold ${LANE_NAMES[lane]}`}
      disabled={last}
      onClick={() =>
        view.setState({
          foldedLanes: folded ? foldedLanes.filter((name) => name !== lane) : [...foldedLanes, lane],
        })
      }
    >
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={folded ? 'M3.5 2 6.5 5 3.5 8' : 'M2 3.5 5 6.5 8 3.5'} />
      </svg>
    </button>
  );
}
