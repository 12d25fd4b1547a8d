import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { MOST_BEATS_PER_BAR, TEMPO_LIMITS } from '../../src-preload/contract/beat-grid.ts';
import {
  changeGrid,
  findBeats,
  setTempo,
  startBarOne,
  stopFindingBeats,
  tapBeat,
  toggleSnap,
} from '../actions/beats.ts';
import { ActionToggle } from '../app/action-button.tsx';
import type { RulerShows } from '../stores/view.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import { Info } from '../ui/info.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { Progress } from '../ui/progress.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useBeats, useSession, useView, useWorkstation } from '../workstation-context.tsx';

const RULER: readonly { id: RulerShows; label: string }[] = [
  { id: 'time', label: 'Time' },
  { id: 'both', label: 'Both' },
  { id: 'bars', label: 'Bars' },
];

const DENSITIES = [
  { id: '0.5', label: 'Half' },
  { id: '1', label: 'As found' },
  { id: '2', label: 'Double' },
] as const;

/** What the ruler shows, and the beats of the recording: found, tapped or typed, in a popover. */
export function BeatControls() {
  return (
    <DialogTrigger>
      <IconButton icon="beats" label="Beats and bars" />
      <Popover className="info-popover beat-controls" placement="right top">
        <Dialog className="info-dialog">
          <Heading slot="title">Beats and bars</Heading>
          <Controls />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Controls() {
  const workstation = useWorkstation();
  const shows = useView((view) => view.rulerShows);
  const snaps = useView((view) => view.snapToBeats);
  const known = useBeats((beats) => beats.grid !== null);
  return (
    <div className="look-fields">
      <div className="beat-row">
        <Segmented
          label="The ruler shows"
          options={RULER}
          selected={shows}
          onSelect={(rulerShows) => workstation.view.setState({ rulerShows })}
        />
        <ActionToggle action={toggleSnap} enabled selected={snaps} text="Snap to beats" />
      </div>
      <FoundText />
      <Tempo />
      <Bars />
      <div className="look-foot">
        <span className="muted small">Kept with the recording. Undo takes changes back.</span>
        <Button isDisabled={!known} onPress={() => changeGrid(workstation, null, 'Forget tempo and bars')}>
          Clear
        </Button>
      </div>
    </div>
  );
}

/** What was found, or how far the search is. */
function FoundText() {
  const workstation = useWorkstation();
  const found = useBeats((beats) => beats.found);
  const finding = useBeats((beats) => beats.finding);
  const error = useBeats((beats) => beats.error);
  if (finding)
    return (
      <div className="beat-row">
        <Progress label={finding.step} fraction={finding.fraction} />
        <Button onPress={() => stopFindingBeats(workstation)}>Stop</Button>
      </div>
    );
  if (!found)
    return (
      <div className="beat-row">
        <p className={error ? 'error-text small' : 'muted small'} role="status">
          {error ?? 'Nobody has looked for beats in this recording.'}
        </p>
        <Button onPress={() => void findBeats(workstation)}>Find the beats</Button>
      </div>
    );
  const clarity = formatNumber(found.clarity);
  return (
    <div className="beat-row">
      <p className="small" role="status">
        {found.tempo === null
          ? `No clear pulse (clarity ${clarity}). Tap or type a tempo if you know it.`
          : `Found ${found.times.length} beats, about ${formatNumber(found.tempo, 0)} a minute (clarity ${clarity}).`}
      </p>
      <Info topic="pulse" />
    </div>
  );
}

/** The tempo of a steady grid, typed or tapped; or which of the found beats count. */
function Tempo() {
  const workstation = useWorkstation();
  const found = useBeats((beats) => beats.found);
  const grid = useBeats((beats) => beats.grid);
  const steady = grid?.tempo ?? null;
  const hasFound = (found?.tempo ?? null) !== null;
  return (
    <>
      <div className="beat-fields">
        <NumberField
          label="Tempo"
          unit="a minute"
          value={Math.round(10 * (steady ?? found?.tempo ?? 120)) / 10}
          min={TEMPO_LIMITS[0]}
          max={TEMPO_LIMITS[1]}
          onCommit={(tempo) => {
            if (tempo !== steady) setTempo(workstation, tempo);
          }}
        />
        <Button onPressStart={() => tapBeat(workstation, performance.now())}>Tap</Button>
      </div>
      {hasFound && steady !== null ? (
        <div className="beat-row">
          <span className="small">A steady tempo is set.</span>
          <Button onPress={() => changeGrid(workstation, { tempo: null }, 'Use the found beats')}>
            Use the found beats
          </Button>
        </div>
      ) : null}
      {hasFound && steady === null ? (
        <Segmented
          label="How many of the found beats count"
          options={DENSITIES}
          selected={String(grid?.density ?? 1) as '0.5' | '1' | '2'}
          onSelect={(id) =>
            changeGrid(workstation, { density: Number(id) as 0.5 | 1 | 2 }, 'Change the beats that count')
          }
        />
      ) : null}
    </>
  );
}

/** Where bar 1 begins, and how many beats a bar has. */
function Bars() {
  const workstation = useWorkstation();
  const grid = useBeats((beats) => beats.grid);
  const duration = useSession((session) => session.track?.duration ?? 0);
  const start = grid?.start ?? null;
  return (
    <>
      <div className="beat-fields">
        <NumberField
          label="Bar 1 starts at"
          unit="s"
          value={Math.round(1000 * (start ?? 0)) / 1000}
          min={0}
          max={Math.ceil(duration)}
          onCommit={(time) => {
            if (start === null ? time > 0 : Math.abs(time - start) > 5e-4) startBarOne(workstation, time);
          }}
        />
        <Button onPress={() => startBarOne(workstation, workstation.player.position())}>
          At the playhead
        </Button>
      </div>
      <div className="beat-fields">
        <NumberField
          label="Beats a bar"
          whole
          value={grid?.beatsPerBar ?? 4}
          min={1}
          max={MOST_BEATS_PER_BAR}
          onCommit={(beatsPerBar) => {
            if (beatsPerBar !== (grid?.beatsPerBar ?? 4))
              changeGrid(workstation, { beatsPerBar }, `${beatsPerBar} beats a bar`);
          }}
        />
        <p className="muted small">
          {start === null ? 'Bars are shown once you say where bar 1 starts.' : ''}
        </p>
      </div>
    </>
  );
}
