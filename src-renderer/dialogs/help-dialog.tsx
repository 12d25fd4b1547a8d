import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { keysOf } from '../actions/keymap.ts';
import { actionGroups } from '../actions/registry.ts';
import { shortcutText } from '../app/action-button.tsx';
import { Modal } from '../ui/modal.tsx';
import { useKeymap, useWorkstation } from '../workstation-context.tsx';
import { NumbersPage } from './numbers-page.tsx';
import './help-dialog.css';

const ELSEWHERE: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Spectrogram, with the focus on it',
    [
      ['Arrow keys', 'Go to the next segment in time or frequency'],
      ['Enter', 'Select it; with Shift add, with Alt take away'],
    ],
  ],
  [
    'Emotion curves, with the focus on them',
    [
      ['← →', 'Move the moment by one step of the model'],
      ['PgUp PgDn', 'Move the moment by one window'],
    ],
  ],
  [
    'Segment list',
    [
      ['↑ ↓ PgUp PgDn Home End', 'Go through the segments'],
      ['Enter or Space', 'Select; with Shift add, with Alt or Ctrl take away'],
    ],
  ],
  [
    'Library',
    [
      ['↑ ↓', 'Go through the recordings'],
      ['Enter', 'Open'],
      ['Delete', 'Remove from the project, or delete from the library'],
    ],
  ],
  [
    'Library as a table',
    [
      ['↑ ↓ PgUp PgDn Home End', 'Go through the recordings'],
      ['Enter', 'Open'],
      ['0 … 5', 'Rate'],
      ['T', 'Change the tags'],
      ['S', 'Show similar recordings'],
      ['F', 'Look for the missing file'],
      ['/', 'Search'],
    ],
  ],
];

export type HelpPage = 'help' | 'help-numbers';

/** How the circle goes with every shortcut, and what every number means. */
export function HelpDialog({ page, onClose }: { page: HelpPage; onClose: () => void }) {
  const { view } = useWorkstation();
  return (
    <Modal title="Help" width="wide" onClose={onClose}>
      <Tabs
        className="dialog-tabs help-tabs"
        selectedKey={page}
        onSelectionChange={(key) => view.setState({ dialog: key as HelpPage })}
      >
        <TabList className="tab-list" aria-label="Pages of the help">
          <Tab className="tab" id="help">
            Shortcuts
          </Tab>
          <Tab className="tab" id="help-numbers">
            Numbers
          </Tab>
        </TabList>
        <TabPanel className="help-page" id="help">
          <ShortcutsPage />
        </TabPanel>
        <TabPanel className="help-page" id="help-numbers">
          <NumbersPage />
        </TabPanel>
      </Tabs>
    </Modal>
  );
}

function ShortcutsPage() {
  const keymap = useKeymap();
  return (
    <>
      <h3 className="group-title">The circle</h3>
      <p>
        Click a moment on the timeline to see what the model hears there. The effects say which mid-level
        features an emotion is the sum of. Press a feature to see which parts of the sound cause it. Select
        such parts, give them a gain, listen to the difference, and watch the prediction move.
      </p>
      <h3 className="group-title">Shortcuts</h3>
      <div className="help-columns">
        {actionGroups.map(({ title, actions }) => (
          <ShortcutTable
            key={title}
            title={title}
            rows={actions.flatMap((action) => {
              const text = shortcutText(keysOf(action, keymap));
              return text ? [[text, action.label] as const] : [];
            })}
          />
        ))}
        {ELSEWHERE.map(([title, rows]) => (
          <ShortcutTable key={title} title={title} rows={rows} />
        ))}
      </div>
    </>
  );
}

function ShortcutTable({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <table className="shortcuts">
      <caption>{title}</caption>
      <tbody>
        {rows.map(([keys, label]) => (
          <tr key={keys}>
            <th scope="row">
              <kbd>{keys}</kbd>
            </th>
            <td>{label}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
