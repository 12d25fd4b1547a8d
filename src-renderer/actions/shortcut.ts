/** The part of a KeyboardEvent that a shortcut looks at. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const NAMES: Record<string, string> = { ' ': 'Space', '=': '+', Escape: 'Esc' };

/** A key press in the notation of `Action.shortcut`. Shift is left out of printed signs, which carry it already (`+`, `?`). */
export function pressed(event: KeyPress): string {
  const name = NAMES[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const printedSign = name.length === 1 && !/[A-Z0-9]/.test(name);
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && !printedSign) parts.push('Shift');
  parts.push(name);
  return parts.join('+');
}

/** `Mod+Shift+Z` as this platform prints it. */
export function printShortcut(shortcut: string, mac: boolean): string {
  return mac
    ? shortcut.replace('Mod+', '⌘').replace('Shift+', '⇧').replace('Alt+', '⌥')
    : shortcut.replace('Mod', 'Ctrl');
}

const TEXT_INPUTS = new Set(['text', 'search', 'number', 'email', 'url', 'password', 'tel']);

/** True while the user types, when single keys belong to the text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && TEXT_INPUTS.has(target.type);
}

/** True where Space and Enter press the control that has the focus. */
export function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'button, a, select, summary, input, [role="option"], [role="row"], [role="tab"], [role="menuitem"]',
    ) !== null
  );
}

/** True on a tab, which the arrows, Home and End leave for another one. */
export function isTab(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="tab"]') !== null;
}

const ADJUSTING_KEYS = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'PageUp',
  'PageDown',
  'Home',
  'End',
]);

/** True where a key changes the value of the slider or choice that has the focus. */
export function isAdjusting(event: Pick<KeyboardEvent, 'key' | 'target'>): boolean {
  if (!ADJUSTING_KEYS.has(event.key)) return false;
  const { target } = event;
  return (
    target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'range')
  );
}
