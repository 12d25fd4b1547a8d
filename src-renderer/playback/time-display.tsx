import { useEffect, useRef } from 'react';
import { formatTime } from '../ui/format.ts';
import { useSession, useWorkstation } from '../workstation-context.tsx';

/** The playhead's time and the length of the recording. Written to the page by hand while playing, not by React. */
export function TimeDisplay() {
  const { player, playback } = useWorkstation();
  const duration = useSession((session) => session.track?.duration ?? 0);
  const clock = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let request = 0;
    let shown = '';
    const write = () => {
      const text = formatTime(player.position());
      if (text !== shown && clock.current) clock.current.textContent = text;
      shown = text;
      request = player.status === 'playing' ? requestAnimationFrame(write) : 0;
    };
    write();
    const end = playback.subscribe(() => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(write);
    });
    return () => {
      end();
      cancelAnimationFrame(request);
    };
  }, [player, playback]);
  return (
    <div className="time-display number" role="timer" aria-label="Time" aria-live="off">
      <span ref={clock} className="time-display-now">
        0:00.00
      </span>
      <span className="muted"> / {formatTime(duration)}</span>
    </div>
  );
}
