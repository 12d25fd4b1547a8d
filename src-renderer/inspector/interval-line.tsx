import { Info } from '../ui/info.tsx';

/** The sentence of an interval. Keeps its place while nothing is known, so that nothing below it moves. */
export function IntervalLine({ sentence }: { sentence: string | null }) {
  return (
    <div className="interval-line">
      <p>{sentence ?? ' '}</p>
      <Info topic="interval" />
    </div>
  );
}
