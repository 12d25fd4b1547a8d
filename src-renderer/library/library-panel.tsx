import { useEffect, useRef } from 'react';
import { importByDialog, importFiles } from '../actions/import-files.ts';
import { refreshTrack } from '../actions/project-tracks.ts';
import { searchLibrary } from '../actions/refresh-library.ts';
import { openLibrary } from '../actions/show.ts';
import { openFolders } from '../actions/watch-folders.ts';
import { ActionButton } from '../app/action-button.tsx';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Panel } from '../ui/panel.tsx';
import { useLibrary, useSession, useWorkstation } from '../workstation-context.tsx';
import { AnalysisStrip } from './analysis-strip.tsx';
import { ImportList } from './import-list.tsx';
import { RemovedNote } from './removed-note.tsx';
import { TrackList } from './track-list.tsx';
import './library.css';

/** The project's tracks, the rest of the library, search over all of it, and files on their way in. */
export function LibraryPanel() {
  const workstation = useWorkstation();
  const failure = useSession((session) => session.predictionError);
  const trackId = useSession((session) => session.track?.id);
  useEffect(() => {
    if (failure && trackId) void refreshTrack(workstation, trackId);
  }, [failure, trackId, workstation]);
  return (
    <Panel
      title="Library"
      tools={
        <span>
          <ActionButton action={openLibrary} icon="table" enabled />
          <ActionButton action={openFolders} icon="folder" enabled />
          <ImportButton />
        </span>
      }
    >
      <div className="library">
        <SearchField />
        <ImportList />
        <AnalysisStrip />
        <RemovedNote />
        <Tracks />
      </div>
    </Panel>
  );
}

function SearchField() {
  const workstation = useWorkstation();
  const search = useLibrary((library) => library.search);
  return (
    <div className="library-search">
      <Icon name="search" />
      <input
        type="search"
        className="text-field"
        aria-label="Search the whole library"
        placeholder="Search all recordings"
        maxLength={1000}
        value={search}
        onChange={(event) => void searchLibrary(workstation, event.target.value)}
      />
    </div>
  );
}

function Tracks() {
  const project = useSession((session) => session.project);
  const projectTracks = useLibrary((library) => library.projectTracks);
  const items = useLibrary((library) => library.items);
  const total = useLibrary((library) => library.total);
  const search = useLibrary((library) => library.search.trim());
  const loading = useLibrary((library) => library.loading);
  const error = useLibrary((library) => library.error);
  if (error) return <p className="error-text" role="alert">{`The library could not be read: ${error}`}</p>;
  if (loading || !project) return <p className="muted">Opening the library…</p>;
  if (search) {
    const found = total === 1 ? '1 recording found' : `${total} recordings found`;
    return (
      <>
        <p className="group-title" role="status">
          {total > items.length ? `${found}, the first ${items.length} shown` : found}
        </p>
        <TrackList label="Recordings found" tracks={items} inProject={false} />
      </>
    );
  }
  const others = items.filter(({ id }) => !projectTracks.some((track) => track.id === id));
  if (projectTracks.length === 0 && others.length === 0) return <EmptyLibrary />;
  return (
    <>
      <p className="group-title">{project.name}</p>
      {projectTracks.length > 0 ? (
        <TrackList label={`Recordings of ${project.name}`} tracks={projectTracks} inProject />
      ) : (
        <p className="muted">No recording is in this project. Open one from the library below.</p>
      )}
      {others.length > 0 ? (
        <details className="library-others" open={projectTracks.length === 0}>
          <summary className="group-title">
            <Icon name="chevron" /> Elsewhere in the library{' '}
            <span className="number">{total - projectTracks.length}</span>
          </summary>
          <TrackList label="Other recordings in the library" tracks={others} inProject={false} />
        </details>
      ) : null}
    </>
  );
}

function EmptyLibrary() {
  return (
    <div className="empty-state">
      <Icon name="import" />
      <p>Drop recordings here</p>
      <p className="muted">WAV, AIFF, FLAC, MP3, AAC, Ogg Vorbis or Opus. They stay on this machine.</p>
    </div>
  );
}

/** Opens the host's own dialog where it has one, else the browser's. */
function ImportButton() {
  const workstation = useWorkstation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        icon="import"
        label="Add recordings…"
        onPress={() => {
          if (workstation.capabilities.openDialog) void importByDialog(workstation);
          else input.current?.click();
        }}
      />
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="audio/*,.flac,.opus,.ogg,.aiff,.aif,.m4a"
        aria-label="Recordings to add"
        onChange={(event) => {
          void importFiles(workstation, [...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
