import type { Workstation } from '../workstation.ts';

/** A command the user can give from the keyboard, a button or the help list. One file an action. */
export interface Action {
  readonly id: string;
  /** In the imperative: `Play or pause`. */
  readonly label: string;
  /** `Space`, `Mod+Z`, `Shift+L`; Mod is Ctrl, or Cmd on a Mac. Null for none. */
  readonly shortcut: string | null;
  /** What has to be there before it can be done, as a sentence for the user; absent where it always can. */
  readonly needs?: string;
  enabled(workstation: Workstation): boolean;
  run(workstation: Workstation): void | Promise<void>;
}
