import type { WatchedFolder } from '../../src-preload/contract/watching.ts';
import { pauseFolder, unwatchFolder, watchFolder } from '../actions/watch-folders.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Modal } from '../ui/modal.tsx';
import { useLibrary, useWorkstation } from '../workstation-context.tsx';

/** The folders whose new recordings come in by themselves: to add, pause and remove. */
export function FoldersDialog({ onClose }: { onClose: () => void }) {
  const workstation = useWorkstation();
  const folders = useLibrary((library) => library.watchedFolders);
  return (
    <Modal title="Watched folders" width="wide" onClose={onClose}>
      <p className="muted">
        Sound files in these folders, and in the folders inside them, come into the library when they have
        stopped growing. The files stay where they are.
      </p>
      {workstation.capabilities.openDialog ? (
        <div>
          <Button icon="plus" onPress={() => void watchFolder(workstation)}>
            Watch a folder…
          </Button>
        </div>
      ) : (
        <p className="muted">
          To watch a folder, run <code>mezzo watch add FOLDER</code> in a terminal; it then shows up here.
        </p>
      )}
      {folders.length === 0 ? (
        <p role="status">No folder is watched.</p>
      ) : (
        <ul className="watched-folders" aria-label="Watched folders">
          {folders.map((folder) => (
            <FolderRow key={folder.id} folder={folder} />
          ))}
        </ul>
      )}
    </Modal>
  );
}

function FolderRow({ folder: { id, path, paused, problem } }: { folder: WatchedFolder }) {
  const workstation = useWorkstation();
  return (
    <li className="watched-folder">
      <div className="watched-folder-text">
        <span className="watched-folder-path">{path}</span>
        {problem && !paused ? (
          <span className="error-text" role="alert">
            <Icon name="warning" /> {problem}
          </span>
        ) : (
          <span className="muted">{paused ? 'Paused' : 'Watched'}</span>
        )}
      </div>
      <Button icon={paused ? 'play' : 'pause'} onPress={() => void pauseFolder(workstation, id, !paused)}>
        {paused ? 'Go on' : 'Pause'}
        <span className="visually-hidden"> with {path}</span>
      </Button>
      <IconButton
        icon="close"
        label={`Stop watching ${path}`}
        onPress={() => void unwatchFolder(workstation, id)}
      />
    </li>
  );
}
