import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps,
  ToggleButton,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';

type Look = 'plain' | 'quiet' | 'primary' | 'danger';

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  look?: Look;
  icon?: IconName;
  children?: ReactNode;
}

/** A push button with text, and an icon before it if wanted. */
export function Button({ look = 'plain', icon, children, ...props }: Props) {
  return (
    <AriaButton {...props} className={`button button-${look}`}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  icon: IconName;
  /** The button's name, shown as its tooltip with the shortcut. */
  label: string;
  shortcut?: string | undefined;
}

/** A button that is only an icon; its name is read out and shown as a tooltip. */
export function IconButton({ icon, label, shortcut, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...props} aria-label={label} className="button button-quiet button-icon">
        <Icon name={icon} />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {shortcut ? <kbd>{shortcut}</kbd> : null}
      </Tooltip>
    </TooltipTrigger>
  );
}

interface ToggleProps {
  label: string;
  shortcut?: string | undefined;
  icon?: IconName;
  isSelected: boolean;
  isDisabled?: boolean;
  onChange: (selected: boolean) => void;
  children?: ReactNode;
}

/** A two-state button. With `children` it shows them, else its icon. */
export function Toggle({ label, shortcut, icon, children, isDisabled = false, ...props }: ToggleProps) {
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton
        {...props}
        isDisabled={isDisabled}
        aria-label={label}
        className={`button button-quiet button-toggle ${children ? '' : 'button-icon'}`}
      >
        {icon ? <Icon name={icon} /> : null}
        {children}
      </ToggleButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {shortcut ? <kbd>{shortcut}</kbd> : null}
      </Tooltip>
    </TooltipTrigger>
  );
}
