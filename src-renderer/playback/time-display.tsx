import { useEffect, useRef } from 'react';
import { formatPlace, placeAt } from '../timeline/beat-map.ts';
import { rulerOf } from '../timeline/lanes.ts';
import { formatTime } from '../ui/format.ts';
import type { Workstation } from '../workstation.ts';
import { useEdits, usePlayback, useSession, useWorkstation } from '../workstation-context.tsx';
import { programmeOf } from './follow-stores.ts';
import { otherLength } from './programme.ts';

/**
 * The playhead's time and the length of the recording, and how long the sound that is heard is where changes of tempo make it another.
 * The time is the recording's; it is written to the page by hand while playing, not by React.
 */
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
      <OtherLength />
      <span ref={bars} className="time-display-bars" title="Bar, beat and hundredths of the beat" />
    </div>
  );
}

/** How long the sound lasts that is heard, where that is not as long as the recording; its place is kept while the other side is heard. */
function OtherLength() {
  const workstation = useWorkstation();
  useEdits((edits) => edits.steps);
  useEdits((edits) => edits.trial);
  usePlayback((playback) => playback.side);
  usePlayback((playback) => playback.reference);
  const programme = programmeOf(workstation);
  const length = programme && otherLength(programme);
  if (!length) return null;
  return (
    <span
      className="muted time-display-other"
      data-heard={length.isHeard}
      title="The time is the recording’s; with its changes of tempo the sound that is heard lasts this long"
    >
      {' '}
      ({formatTime(length.seconds)}
      <span className="time-display-words"> as heard</span>)
    </span>
  );
}

/** Bars and beats of the playhead; empty where the ruler shows none or none are known. */
function placeText(workstation: Workstation): string {
  const { map } = workstation.beats.getState();
  const place = map && rulerOf(workstation) !== 'time' ? placeAt(map, workstation.player.position()) : null;
  return place ? formatPlace(place) : '';
}
