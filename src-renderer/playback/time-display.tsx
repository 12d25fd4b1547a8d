import { useEffect, useRef } from 'react';
import { formatPlace, placeAt } from '../timeline/beat-map.ts';
import { rulerOf } from '../timeline/lanes.ts';
import { formatTime } from '../ui/format.ts';
import type { Workstation } from '../workstation.ts';
import { useSession, useWorkstation } from '../workstation-context.tsx';

/** The playhead's time and the length of the recording. Written to the page by hand while playing, not by React. */
export function TimeDisplay() {
  const workstation = useWorkstation();
  const { player, playback, beats, view } = workstation;
  const duration = useSession((session) => session.track?.duration ?? 0);
  const clock = useRef<HTMLSpanElement>(null);
  const bars = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let request = 0;
    let shown = '';
    const write = () => {
      const text = formatTime(player.position());
      if (text !== shown && clock.current) clock.current.textContent = text;
      shown = text;
      const place = placeText(workstation);
      if (bars.current && bars.current.textContent !== place) bars.current.textContent = place;
      request = player.status === 'playing' ? requestAnimationFrame(write) : 0;
    };
    write();
    const again = () => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(write);
    };
    const ends = [playback, beats, view].map((store) => store.subscribe(again));
    return () => {
      for (const end of ends) end();
      cancelAnimationFrame(request);
    };
  }, [workstation, player, playback, beats, view]);
  return (
    <div className="time-display number" role="timer" aria-label="Time" aria-live="off">
      <span ref={clock} className="time-display-now">
        0:00.00
      </span>
      <span className="muted"> / {formatTime(duration)}</span>
      <span ref={bars} className="time-display-bars" title="Bar, beat and hundredths of the beat" />
    </div>
  );
}

/** Bars and beats of the playhead; empty where the ruler shows none or none are known. */
function placeText(workstation: Workstation): string {
  const { map } = workstation.beats.getState();
  const place = map && rulerOf(workstation) !== 'time' ? placeAt(map, workstation.player.position()) : null;
  return place ? formatPlace(place) : '';
}
