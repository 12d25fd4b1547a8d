import type { PlaneContent } from './emotion-plane.tsx';

/** What the marks of the plane are. */
export function PlaneLegend({ content, scope }: { content: PlaneContent; scope: 'moment' | 'recording' }) {
  const { path, after, before, interval } = content;
  const now = scope === 'moment' ? 'this moment' : 'the recording';
  return (
    <ul className="plane-legend">
      {path && path.length > 1 ? (
        <li>
          <svg viewBox="0 0 22 10" aria-hidden="true">
            <path className="plane-path-key" d="M4 5h17" />
            <circle className="plane-path-key" cx={3.5} cy={5} r={2.5} />
          </svg>
          start to end
        </li>
      ) : null}
      {before ? (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <circle className={after ? 'plane-mark plane-mark-was' : 'plane-mark'} cx={5} cy={5} r={3.5} />
          </svg>
          {after ? 'before' : now}
        </li>
      ) : null}
      {after ? (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path className="plane-mark" d="M5 0l5 5-5 5-5-5z" />
          </svg>
          after the edits
        </li>
      ) : null}
      {interval ? (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path className="plane-interval" d="M0 5H10M5 0V10" />
          </svg>
          {interval.measured ? 'interval' : 'interval, not measured here'}
        </li>
      ) : null}
    </ul>
  );
}
