import { Info } from '../ui/info.tsx';
import type { Level } from './plot-row.ts';

interface Props {
  level: Level;
  /** Whether the chosen moment is marked. */
  moment: boolean;
  /** Recordings behind the library's band; 0 where no band is drawn. */
  recordings: number;
}

/** What the marks of the effects plot are. */
export function PlotLegend({ level, moment, recordings }: Props) {
  if (level !== 'recording' && recordings === 0) return null;
  return (
    <ul className="plot-legend">
      {level === 'recording' ? (
        <li>
          <span className="key-box" aria-hidden="true" />
          middle half, whiskers 9 of 10 windows
        </li>
      ) : null}
      {moment ? (
        <li>
          <span className="key-moment" aria-hidden="true" />
          this moment
        </li>
      ) : null}
      {recordings > 0 ? (
        <li>
          <span className="key-library" aria-hidden="true" />
          library, {recordings} recordings
        </li>
      ) : null}
      <li>
        <Info topic="spread" />
      </li>
    </ul>
  );
}
