import { keysOf } from '../actions/keymap.ts';
import { actionGroups } from '../actions/registry.ts';
import { shortcutText } from '../app/action-button.tsx';
import { glossary } from '../ui/glossary.ts';
import { MeaningText } from '../ui/info.tsx';
import { Modal } from '../ui/modal.tsx';
import { useKeymap } from '../workstation-context.tsx';

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

/** Every shortcut, and what every number means. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const keymap = useKeymap();
  return (
    <Modal title="Help" width="wide" onClose={onClose}>
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
      <h3 className="group-title">What the numbers mean</h3>
      <div className="help-columns">
        {Object.entries(glossary).map(([topic, meaning]) => (
          <section key={topic} className="help-meaning">
            <h4>{meaning.title}</h4>
            <MeaningText meaning={meaning} />
          </section>
        ))}
      </div>
    </Modal>
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
