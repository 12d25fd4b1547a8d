import { useState } from 'react';
import {
  Modal as AriaModal,
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  ModalOverlay,
  SearchField,
  Text,
} from 'react-aria-components';
import { type Command, searchCommands } from '../actions/command-search.ts';
import { keysOf } from '../actions/keymap.ts';
import { allCommands } from '../actions/registry.ts';
import { shortcutText } from '../app/action-button.tsx';
import { useKeymap, useWorkstation } from '../workstation-context.tsx';
import './command-palette.css';

/** Every command by name: type words, go with the arrow keys, run with Enter. Esc closes it. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const workstation = useWorkstation();
  const [query, setQuery] = useState('');
  const found = searchCommands(query, allCommands);
  const disabled = found.filter(({ action }) => !action.enabled(workstation)).map(({ action }) => action.id);
  const run = (id: unknown) => {
    const command = found.find(({ action }) => action.id === id);
    if (!command?.action.enabled(workstation)) return;
    // Closed first, since a command may open a dialog of its own.
    onClose();
    void command.action.run(workstation);
  };
  return (
    <ModalOverlay
      className="modal-overlay command-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaModal className="modal">
        <Dialog className="modal-dialog" aria-label="Commands">
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <SearchField className="command-search" aria-label="Search the commands" autoFocus>
              <Input className="text-field" placeholder="Search the commands" />
            </SearchField>
            <ListBox
              className="command-list"
              aria-label="Commands"
              disabledKeys={disabled}
              onAction={run}
              renderEmptyState={() => <p className="command-none muted">No command is called that.</p>}
            >
              {found.map((command) => (
                <CommandItem
                  key={command.action.id}
                  command={command}
                  disabled={disabled.includes(command.action.id)}
                />
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}

function CommandItem({ command: { action, group }, disabled }: { command: Command; disabled: boolean }) {
  const keys = shortcutText(keysOf(action, useKeymap()));
  return (
    <ListBoxItem id={action.id} textValue={action.label} className="command-item">
      <Text slot="label">{action.label}</Text>
      <Text slot="description" className="command-about">
        {disabled && action.needs ? action.needs : group}
      </Text>
      {keys ? <kbd>{keys}</kbd> : null}
    </ListBoxItem>
  );
}
