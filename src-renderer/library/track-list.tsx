import { type KeyboardEvent, useRef, useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { Track } from '../../src-preload/contract/domain.ts';
import { openTrack } from '../actions/open-track.ts';
import { addToProject, deleteTrack, removeFromProject } from '../actions/project-tracks.ts';
import { IconButton } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { formatBytes, formatRate, formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useSession, useWorkstation } from '../workstation-context.tsx';

/** A row outside the project leaves its list when it is opened; the second press of a double click must not open the next one. */
const DOUBLE_PRESS_MS = 500;

interface Props {
  label: string;
  tracks: readonly Track[];
  /** True for the project's tracks: Delete takes one out of the project; elsewhere it deletes from the library. */
  inProject: boolean;
}

/** Tracks as rows. Arrow keys go through them, Enter opens, Delete removes. */
export function TrackList({ label, tracks, inProject }: Props) {
  const workstation = useWorkstation();
  const active = useSession((session) => session.track?.id);
  const [deleting, setDeleting] = useState<Track | null>(null);
  const remove = (track: Track) => {
    if (inProject) removeFromProject(workstation, track.id);
    else setDeleting(track);
  };
  const openedAt = useRef(Number.NEGATIVE_INFINITY);
  const open = (trackId: string) => {
    if (!inProject && performance.now() - openedAt.current < DOUBLE_PRESS_MS) return;
    openedAt.current = performance.now();
    const track = tracks.find(({ id }) => id === trackId);
    if (!track) return;
    addToProject(workstation, track);
    void openTrack(workstation, trackId);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
    const track = tracks.find(({ id }) => id === row?.dataset.key);
    if (!track) return;
    event.preventDefault();
    remove(track);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows inside take the key; this only adds Delete to them. */}
      <div onKeyDown={onKeyDown}>
        <GridList
          className="track-list"
          aria-label={label}
          items={tracks}
          dependencies={[active]}
          onAction={(key) => open(String(key))}
        >
          {(track) => (
            <GridListItem
              className={track.id === active ? 'track track-active' : 'track'}
              textValue={track.name}
            >
              <TrackRow track={track} active={track.id === active} />
              <IconButton
                icon={inProject ? 'close' : 'trash'}
                label={inProject ? 'Remove from the project' : 'Delete from the library…'}
                onPress={() => remove(track)}
              />
            </GridListItem>
          )}
        </GridList>
      </div>
      {deleting ? (
        <ConfirmDialog
          title={`Delete “${deleting.name}” from the library?`}
          text="Its edits and explanations are deleted for good. The audio file itself is not touched."
          action="Delete"
          onConfirm={() => void deleteTrack(workstation, deleting.id)}
          onClose={() => setDeleting(null)}
        />
      ) : null}
    </>
  );
}

function TrackRow({ track, active }: { track: Track; active: boolean }) {
  const { name, duration, sampleRate, channels, format, fileSize, missing } = track;
  const details = [
    format.toUpperCase(),
    formatRate(sampleRate),
    channelText(channels),
    formatBytes(fileSize),
  ];
  return (
    <div className="track-text" title={[name, details.join(', ')].join('\n')}>
      <span className="track-name">
        {name}
        {active ? <span className="visually-hidden"> (open)</span> : null}
      </span>
      {missing ? (
        <span className="track-missing">
          <Icon name="missing" /> File not found at its place
        </span>
      ) : (
        <span className="track-details number">
          {formatTime(duration, 0)} <span>{details.slice(0, 2).join(' · ')}</span>
        </span>
      )}
    </div>
  );
}

const channelText = (channels: number) =>
  channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
