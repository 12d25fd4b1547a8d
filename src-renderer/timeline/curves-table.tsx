import { useEffect, useState } from 'react';
import { familiarityWord } from '../../src-preload/contract/familiarity.ts';
import { timesOf } from '../inspector/interval.ts';
import { formatNumber, formatSigned, formatTime, labelOf } from '../ui/format.ts';
import { useSession, useWorkstation } from '../workstation-context.tsx';
import type { Lanes } from './lanes.ts';
import type { Viewport } from './viewport.ts';

/** More rows would be no table to read; zoom in to see the rest. */
const MOST_ROWS = 200;

/** The curves lanes as a table: one row a window whose centre is in view, one column an emotion or feature. */
export function CurvesTable({ lanes }: { lanes: Lanes }) {
  const curves = useSession((session) => session.editedCurves ?? session.curves);
  const edited = useSession((session) => session.editedCurves !== null);
  const intervals = useSession((session) => session.model?.intervals ?? null);
  const { from, to } = useRestingView();
  if (!curves) return null;
  const { hopSeconds, windowSeconds, duration, count, emotionNames, midLevelNames } = curves.prediction;
  const half = Math.min(windowSeconds, duration) / 2;
  const first = Math.max(0, Math.ceil((from - half) / hopSeconds));
  const last = Math.min(count - 1, Math.floor((to - half) / hopSeconds));
  const rows = Array.from(
    { length: Math.max(0, Math.min(MOST_ROWS, last - first + 1)) },
    (_, i) => first + i,
  );
  const names = [...emotionNames, ...midLevelNames];
  const widths: Readonly<Record<string, number>> = { ...intervals?.midLevel, ...intervals?.emotions };
  const columns = names.map((name) => curves.names.indexOf(name));
  return (
    <section
      className="curves-table"
      style={{ top: lanes.emotions.y, bottom: 0 }}
      aria-label="Emotions and mid-level features as a table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
      tabIndex={0}
    >
      <table className="number">
        <caption>
          {edited ? 'Edited sound. ' : ''}Windows of {windowSeconds.toFixed(1)} s by their centre; mid-level
          features in standard deviations from the training mean
          {last - first + 1 > MOST_ROWS
            ? `; the first ${MOST_ROWS} of ${last - first + 1}, zoom in for the rest`
            : ''}
          {intervals ? `; ± holds ${timesOf(intervals)} where the sound is familiar` : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">Centre</th>
            {curves.familiarity ? <th scope="col">Familiarity</th> : null}
            {names.map((name) => (
              <th key={name} scope="col">
                {labelOf(name)}
                {widths[name] === undefined ? null : ` ± ${formatNumber(widths[name])}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{formatTime(row * hopSeconds + half, 1)}</th>
              {curves.familiarity ? <FamiliarityCell value={curves.familiarity[row]!} /> : null}
              {columns.map((column, i) => (
                <td key={names[i]}>{formatSigned(curves.values[row * curves.names.length + column]!)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FamiliarityCell({ value }: { value: number }) {
  return (
    <td>
      {formatNumber(value)} <span className="familiarity-word">{familiarityWord(value)}</span>
    </td>
  );
}

const REST_MS = 150;

/** The visible stretch once it has come to rest, so that panning does not rebuild the table at every frame. */
function useRestingView(): Viewport {
  const { view } = useWorkstation();
  const [resting, setResting] = useState<Viewport>(view.getState());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = view.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setResting(view.getState()), REST_MS);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [view]);
  return resting;
}
