import { Dialogs } from '../dialogs/dialogs.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { LibraryPanel } from '../library/library-panel.tsx';
import { TransportBar } from '../playback/transport-bar.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { Tour } from '../tour/tour.tsx';
import { useView } from '../workstation-context.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { DropZone } from './drop-zone.tsx';
import { ToastList } from './toast-list.tsx';
import { TopBar } from './top-bar.tsx';

/** The window: bars above and below, library on the left, inspector on the right, the timeline between them. */
export function App() {
  const showLibrary = useView((view) => view.showLibrary);
  const showInspector = useView((view) => view.showInspector);
  return (
    <DropZone>
      <div className="app">
        <TopBar />
        <ConnectionBanner />
        <div className="app-main">
          {showLibrary ? (
            <aside className="app-library">
              <LibraryPanel />
            </aside>
          ) : null}
          <main className="app-centre">
            <Timeline />
          </main>
          {showInspector ? (
            <aside className="app-inspector">
              <Inspector />
            </aside>
          ) : null}
        </div>
        <TransportBar />
        <Dialogs />
        <Tour />
        <ToastList />
      </div>
    </DropZone>
  );
}
