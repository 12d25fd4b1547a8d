import type { Action } from '../actions/action.ts';
import { keysOf } from '../actions/keymap.ts';
import { printShortcut } from '../actions/shortcut.ts';
import { IconButton, Toggle } from '../ui/button.tsx';
import type { IconName } from '../ui/icon.tsx';
import { useKeymap, useWorkstation } from '../workstation-context.tsx';

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** A shortcut as this platform prints it. */
export const shortcutText = (shortcut: string | null): string | undefined =>
  shortcut === null ? undefined : printShortcut(shortcut, MAC);

interface Props {
  action: Action;
  icon: IconName;
  enabled: boolean;
  /** Instead of the action's own label. */
  label?: string;
}

/** A button for an action, with its label and shortcut as the tooltip. */
export function ActionButton({ action, icon, enabled, label }: Props) {
  const workstation = useWorkstation();
  return (
    <IconButton
      icon={icon}
      label={label ?? action.label}
      shortcut={shortcutText(keysOf(action, useKeymap()))}
      isDisabled={!enabled}
      onPress={() => void action.run(workstation)}
    />
  );
}

/** A two-state button for an action that switches something on and off. */
export function ActionToggle({
  action,
  icon,
  enabled,
  selected,
  text,
}: Omit<Props, 'icon' | 'label'> & { icon?: IconName; selected: boolean; text?: string }) {
  const workstation = useWorkstation();
  return (
    <Toggle
      {...(icon ? { icon } : {})}
      label={action.label}
      shortcut={shortcutText(keysOf(action, useKeymap()))}
      isSelected={selected}
      isDisabled={!enabled}
      onChange={() => void action.run(workstation)}
    >
      {text}
    </Toggle>
  );
}
