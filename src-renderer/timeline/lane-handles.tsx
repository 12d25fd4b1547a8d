import type { KeyboardEvent } from 'react';
import { familiarityWord } from '../../src-preload/contract/familiarity.ts';
import { chooseMoment } from '../actions/choose-moment.ts';
import { selectSegments } from '../actions/select-segments.ts';
import { wordsOf } from '../inspector/interval.ts';
import { formatHertz, formatSeconds, formatSigned, formatTime, labelOf } from '../ui/format.ts';
import { useExplanation, usePlayback, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import type { Lane, Lanes } from './lanes.ts';
import { neighbour } from './segment-order.ts';
import { panBy } from './viewport.ts';

interface LaneSliderProps {
  lane: Lane;
  label: string;
  /** The value's range is 0 … most. */
  most: number;
  now: number;
  /** The value as it is spoken. */
  said: string;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** What stands for a lane of the canvas to the keyboard and to screen readers. */
function LaneSlider({ lane, label, most, now, said, onKeyDown }: LaneSliderProps) {
  return (
    <div
      className={`lane-handle lane-handle-${lane.name}`}
      style={{ top: lane.y, height: lane.height }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={now}
      aria-valuetext={said}
      onKeyDown={onKeyDown}
    />
  );
}

/** A focusable, spoken handle over each lane, so that everything on the canvas can be reached and read from the keyboard. */
export function LaneHandles({ lanes }: { lanes: Lanes }) {
  return (
    <>
      <ViewHandle lane={lanes.overview} />
      <PlayheadHandle lane={lanes.waveform} />
      <SegmentHandle lane={lanes.spectrogram} />
      <MomentHandle lane={lanes.emotions} />
    </>
  );
}

/** Overview: the visible stretch. Arrow keys move it by a tenth, Page keys by its length. */
function ViewHandle({ lane }: { lane: Lane }) {
  const { view, session } = useWorkstation();
  const from = useView((state) => Math.round(state.from * 10) / 10);
  const to = useView((state) => Math.round(state.to * 10) / 10);
  const duration = useSession((state) => state.track?.duration ?? 0);
  const onKeyDown = (event: KeyboardEvent) => {
    const length = view.getState().to - view.getState().from;
    const by = { ArrowLeft: -0.1, ArrowRight: 0.1, PageUp: -1, PageDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    view.setState(panBy(view.getState(), by * length, session.getState().track?.duration ?? 0));
  };
  return (
    <LaneSlider
      lane={lane}
      label="Visible stretch"
      most={duration}
      now={from}
      said={`${formatTime(from, 1)} to ${formatTime(to, 1)} of ${formatTime(duration, 1)}`}
      onKeyDown={onKeyDown}
    />
  );
}

/** Waveform: the playhead; the arrow, Page, Home and Space shortcuts work from everywhere. */
function PlayheadHandle({ lane }: { lane: Lane }) {
  const cursor = usePlayback((playback) => playback.cursor);
  const duration = useSession((session) => session.track?.duration ?? 0);
  return (
    <LaneSlider
      lane={lane}
      label="Playhead"
      most={duration}
      now={cursor}
      said={`${formatTime(cursor)} of ${formatTime(duration)}`}
    />
  );
}

/** Emotion curves: the chosen moment. Arrow keys move it by the model's hop, Page keys by its window, Home and End to the ends. */
function MomentHandle({ lane }: { lane: Lane }) {
  const workstation = useWorkstation();
  const moment = useView((view) => view.moment);
  const judged = useSession((session) => session.moment);
  const prediction = useSession((session) => session.curves?.prediction);
  if (!prediction) return null;
  const { hopSeconds, windowSeconds, duration } = prediction;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = {
      ArrowLeft: -hopSeconds,
      ArrowRight: hopSeconds,
      PageUp: -windowSeconds,
      PageDown: windowSeconds,
      Home: -duration,
      End: duration,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const { moment: now } = workstation.view.getState();
    void chooseMoment(workstation, now + by + Math.min(windowSeconds, duration) / 2);
  };
  const end = Math.min(duration, moment + windowSeconds);
  const emotions = Object.entries(judged?.emotions ?? {}).map(
    ([name, value]) => `${labelOf(name)} ${formatSigned(value)}`,
  );
  const heard = judged?.familiarity ?? null;
  const familiarity = heard === null ? [] : [wordsOf[familiarityWord(heard)]];
  return (
    <LaneSlider
      lane={lane}
      label="Moment"
      most={Math.max(0, duration - windowSeconds)}
      now={moment}
      said={[`${formatTime(moment, 1)} to ${formatTime(end, 1)}`, ...emotions, ...familiarity].join(', ')}
      onKeyDown={onKeyDown}
    />
  );
}

/** Spectrogram: the explained segments. Arrow keys go to the neighbour in time or frequency, Enter takes it, Shift adds, Alt takes away. */
function SegmentHandle({ lane }: { lane: Lane }) {
  const workstation = useWorkstation();
  const segments = useExplanation((explanation) => explanation.current?.segments);
  const window = useExplanation((explanation) => explanation.current?.window);
  const hovered = useExplanation((explanation) => explanation.hovered);
  const selected = useExplanation((explanation) => explanation.selected);
  const segment = segments?.find((one) => one.id === hovered);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!segments || segments.length === 0) return;
    if (event.key === 'Enter' && segment) {
      event.preventDefault();
      selectSegments(
        workstation,
        [segment.id],
        event.altKey ? 'subtract' : event.shiftKey ? 'add' : 'replace',
      );
    }
    if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    const next = neighbour(
      segments,
      hovered,
      event.key as 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
    );
    workstation.explanation.setState({ hovered: next });
  };
  const said = segment
    ? [
        `Segment ${segment.id}${selected.has(segment.id) ? ', selected' : ''}`,
        `weight ${formatSigned(segment.weight, 3)}`,
        `${formatTime(segment.timeRange[0])} to ${formatTime(segment.timeRange[1])}`,
        `${formatHertz(segment.frequencyRange[0])} to ${formatHertz(segment.frequencyRange[1])}`,
      ].join(', ')
    : segments && window
      ? `${segments.length} segments over ${formatSeconds(window.end - window.start, 0)}; arrow keys to go through them`
      : 'No explanation yet';
  return (
    <LaneSlider
      lane={lane}
      label="Segments of the explanation"
      most={Math.max(0, (segments?.length ?? 1) - 1)}
      now={segment && segments ? segments.indexOf(segment) : 0}
      said={said}
      onKeyDown={onKeyDown}
    />
  );
}
