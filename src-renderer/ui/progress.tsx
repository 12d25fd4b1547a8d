import { ProgressBar } from 'react-aria-components';

interface Props {
  /** What is going on: `Separating segments`. */
  label: string;
  /** 0…1, or null while it is not known. */
  fraction: number | null;
}

/** Progress of long work, with its share in per cent. */
export function Progress({ label, fraction }: Props) {
  const percent = fraction === null ? null : Math.round(fraction * 100);
  return (
    <ProgressBar
      className="progress"
      aria-label={label}
      value={percent ?? 0}
      isIndeterminate={percent === null}
    >
      <div className="progress-label">
        <span>{label}</span>
        {percent === null ? null : <span className="number">{percent} %</span>}
      </div>
      <div className="progress-track">
        <div className="progress-fill" style={{ width: `${percent ?? 30}%` }} />
      </div>
    </ProgressBar>
  );
}
