import { useEffect, useState } from 'react';
import type { Action } from '../actions/action.ts';
import { changeKeymap } from '../actions/change-keymap.ts';
import { areKept, assignKeys, conflictOf, keysOf, resetKeys } from '../actions/keymap.ts';
import { allCommands } from '../actions/registry.ts';
import { pressed } from '../actions/shortcut.ts';
import { shortcutText } from '../app/action-button.tsx';
import { Button } from '../ui/button.tsx';
import { useKeymap, useWorkstation } from '../workstation-context.tsx';

const all = allCommands.map(({ action }) => action);
const MODIFIERS = new Set(['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'CapsLock', 'Dead']);

interface Props {
  action: Action;
  /** True while the next keys pressed become this command's. */
  recording: boolean;
  onRecord: (on: boolean) => void;
}

/** One command: press its keys to give it others, or reset them. Keys that are taken are asked about. */
export function ShortcutRow({ action, recording, onRecord }: Props) {
  const workstation = useWorkstation();
  const keymap = useKeymap();
  const [wanted, setWanted] = useState<string | null>(null);
  const keys = shortcutText(keysOf(action, keymap)) ?? 'None';
  const give = (to: string) => {
    setWanted(null);
    void changeKeymap(workstation, assignKeys(action, to, keymap, all));
  };
  const onPressed = (to: string) => {
    onRecord(false);
    if (to === 'Esc') return;
    if (areKept(to) || conflictOf(action, to, keymap, all)) setWanted(to);
    else give(to);
  };
  return (
    <tr>
      <th scope="row">{action.label}</th>
      <td>
        <Button
          aria-label={recording ? `Press keys for ${action.label}` : `Keys of ${action.label}: ${keys}`}
          onPress={() => {
            setWanted(null);
            onRecord(!recording);
          }}
        >
          {recording ? 'Press keys, Esc to leave' : keys}
        </Button>
        {recording ? <KeyRecorder onPressed={onPressed} /> : null}
        {wanted ? (
          <p className="settings-conflict" role="alert">
            {areKept(wanted)
              ? `${shortcutText(wanted)} is kept by the window or by text fields.`
              : `${shortcutText(wanted)} is “${conflictOf(action, wanted, keymap, all)?.label ?? ''}”.`}
            {areKept(wanted) ? null : <Button onPress={() => give(wanted)}>Replace</Button>}
            <Button onPress={() => setWanted(null)}>Cancel</Button>
          </p>
        ) : null}
      </td>
      <td>
        {Object.hasOwn(keymap.own, action.id) ? (
          <Button
            aria-label={`Reset the keys of ${action.label}`}
            onPress={() => void changeKeymap(workstation, resetKeys(action, keymap, all))}
          >
            Reset
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** Takes the next key press before anything else in the window hears it. */
function KeyRecorder({ onPressed }: { onPressed: (keys: string) => void }) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!MODIFIERS.has(event.key) && !event.repeat) onPressed(pressed(event));
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [onPressed]);
  return null;
}
