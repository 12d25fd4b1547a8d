import { openTrack } from '../actions/open-track.ts';
import { Button } from '../ui/button.tsx';
import { formatTime } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { useLibrary, useWorkstation } from '../workstation-context.tsx';

/** The recordings in the library. */
export function LibraryPanel() {
  const workstation = useWorkstation();
  const items = useLibrary((library) => library.items);
  return (
    <Panel title="Library">
      {items.map((track) => (
        <Button key={track.id} look="quiet" onPress={() => void openTrack(workstation, track.id)}>
          {track.name} <span className="muted">{formatTime(track.duration, 0)}</span>
        </Button>
      ))}
    </Panel>
  );
}
