import { useState } from 'react';
import { changeKeymap } from '../actions/change-keymap.ts';
import { searchCommands } from '../actions/command-search.ts';
import { withPreset } from '../actions/keymap.ts';
import { presets } from '../actions/presets.ts';
import { allCommands } from '../actions/registry.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { useKeymap, useWorkstation } from '../workstation-context.tsx';
import { Appearance } from './appearance.tsx';
import { OutputChoice } from './output-choice.tsx';
import { ShortcutRow } from './shortcut-row.tsx';
import './settings-dialog.css';

const allActions = allCommands.map(({ action }) => action);

/** The appearance, the sound output, and the keys of every command: a preset, and what the user changes in it. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const workstation = useWorkstation();
  const keymap = useKeymap();
  const [query, setQuery] = useState('');
  const [recording, setRecording] = useState<string | null>(null);
  const found = searchCommands(query, allCommands);
  return (
    <Modal title="Settings" width="wide" onClose={onClose}>
      <div className="settings-choices">
        <Appearance />
        <OutputChoice />
      </div>
      <h3 className="group-title">Shortcuts</h3>
      <div className="settings-tools">
        <SearchField label="Search the commands" value={query} onChange={setQuery} />
        <SelectField
          label="Preset"
          value={keymap.preset}
          onChange={(preset) => void changeKeymap(workstation, withPreset(preset, keymap, allActions))}
        >
          {presets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button
          isDisabled={Object.keys(keymap.own).length === 0}
          onPress={() => void changeKeymap(workstation, { ...keymap, own: {} })}
        >
          Reset all
        </Button>
      </div>
      <table className="settings-keys" aria-label="Shortcuts">
        <thead>
          <tr>
            <th scope="col">Command</th>
            <th scope="col">Keys</th>
            <th scope="col">
              <span className="visually-hidden">Reset</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ action }) => (
            <ShortcutRow
              key={action.id}
              action={action}
              recording={recording === action.id}
              onRecord={(on) => setRecording(on ? action.id : null)}
            />
          ))}
        </tbody>
      </table>
      {found.length === 0 ? <p className="muted">No command is called that.</p> : null}
    </Modal>
  );
}
