import { Group } from 'react-aria-components';
import { auditionOnly, auditionWithout } from '../actions/audition.ts';
import { presentTarget } from '../actions/change-edits.ts';
import { toggleLevelMatch } from '../actions/level-match.ts';
import { toggleLoop } from '../actions/loop.ts';
import { playPause } from '../actions/play-pause.ts';
import { goToStart } from '../actions/seek.ts';
import { toggleFollow } from '../actions/show.ts';
import { setSpeed, speeds } from '../actions/speed.ts';
import { toggleDifference, toggleSide } from '../actions/toggle-side.ts';
import { ActionButton, ActionToggle } from '../app/action-button.tsx';
import { heardSteps } from '../stores/edits.ts';
import { formatDecibels, formatTime } from '../ui/format.ts';
import {
  useEdits,
  useExplanation,
  usePlayback,
  useSession,
  useView,
  useWorkstation,
} from '../workstation-context.tsx';
import { LevelMeter } from './level-meter.tsx';
import { TimeDisplay } from './time-display.tsx';
import './transport-bar.css';

/** Playback: play, loop, A/B, what is heard of the selection, level and time. */
export function TransportBar() {
  const workstation = useWorkstation();
  const hasTrack = useSession((session) => session.track !== null);
  const status = usePlayback((playback) => playback.status);
  const loop = usePlayback((playback) => playback.loop);
  const loopOn = usePlayback((playback) => playback.loopOn);
  const audition = usePlayback((playback) => playback.audition);
  const follow = useView((view) => view.followPlayhead);
  useView((view) => view.region);
  useExplanation((explanation) => explanation.selected);
  const hasTarget = presentTarget(workstation) !== null;
  return (
    <footer className="transport">
      <div className="transport-group">
        <ActionButton action={goToStart} icon="start" enabled={hasTrack} />
        <ActionButton
          action={playPause}
          icon={status === 'stopped' ? 'play' : 'pause'}
          enabled={hasTrack}
          label={status === 'stopped' ? 'Play' : 'Pause'}
        />
        <ActionToggle action={toggleLoop} icon="loop" enabled={hasTrack} selected={loopOn} />
        <ActionToggle action={toggleFollow} icon="follow" enabled={hasTrack} selected={follow} />
      </div>
      <TimeDisplay />
      <SpeedChoice />
      <span className="transport-loop muted number">
        {loop && loopOn ? `Loop ${formatTime(loop.start)} – ${formatTime(loop.end)}` : ''}
      </span>
      <div className="spacer" />
      <Group className="transport-group" aria-label="Selection">
        <ActionToggle
          action={auditionOnly}
          enabled={hasTarget || audition === 'only'}
          selected={audition === 'only'}
          text="Only selection"
        />
        <ActionToggle
          action={auditionWithout}
          enabled={hasTarget || audition === 'without'}
          selected={audition === 'without'}
          text="Without it"
        />
      </Group>
      <div className="divider" />
      <SideSwitch />
      <div className="divider" />
      <LevelMeter />
    </footer>
  );
}

function SideSwitch() {
  const { playback } = useWorkstation();
  const side = usePlayback((state) => state.side);
  const reference = usePlayback((state) => state.reference);
  const levelMatch = usePlayback((state) => state.levelMatch);
  const matchGainDb = usePlayback((state) => state.matchGainDb);
  const edited = useEdits((edits) => heardSteps(edits).length > 0);
  return (
    <Group className="transport-group" aria-label="Original and edited">
      <ActionToggle
        action={toggleSide}
        enabled={edited}
        selected={edited && side !== 'original'}
        text={edited && side !== 'original' ? 'B  Edited' : `A  ${reference?.name ?? 'Original'}`}
      />
      <ActionToggle
        action={toggleDifference}
        enabled={edited}
        selected={edited && side === 'difference'}
        text="Difference"
      />
      <ActionToggle action={toggleLevelMatch} enabled={edited} selected={levelMatch} text="Match level" />
      <span className="transport-match muted number" role="status">
        {edited && levelMatch && matchGainDb !== null ? formatDecibels(matchGainDb) : ''}
      </span>
      <VolumeSlider onChange={(volumeDb) => playback.setState({ volumeDb })} />
    </Group>
  );
}

/** Speed and pitch together, as on tape: nothing is analysed again. */
function SpeedChoice() {
  const workstation = useWorkstation();
  const speed = usePlayback((state) => state.speed);
  return (
    <select
      className="text-field transport-speed number"
      aria-label="Speed"
      title="Speed: pitch goes along"
      value={speed}
      onChange={(event) => setSpeed(workstation, Number(event.target.value))}
    >
      {speeds.map((one) => (
        <option key={one} value={one}>
          {one} ×
        </option>
      ))}
    </select>
  );
}

function VolumeSlider({ onChange }: { onChange: (db: number) => void }) {
  const volumeDb = usePlayback((state) => state.volumeDb);
  return (
    <input
      className="transport-volume"
      aria-label="Volume"
      title="Volume"
      type="range"
      min={-48}
      max={0}
      step={1}
      value={volumeDb}
      aria-valuetext={formatDecibels(volumeDb, 0)}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  );
}
