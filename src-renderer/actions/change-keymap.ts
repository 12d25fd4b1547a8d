import { report, type Workstation } from '../workstation.ts';
import type { Keymap } from './keymap.ts';

/** Key of the engine's settings under which the keymap is kept. */
export const KEYMAP_SETTING = 'shortcuts';

/** Takes a keymap into use and keeps it. A failure to store is said; the keymap then holds until the window closes. */
export async function changeKeymap(workstation: Workstation, keymap: Keymap): Promise<void> {
  workstation.keymap.setState(keymap, true);
  try {
    const value = { preset: keymap.preset, own: { ...keymap.own } };
    await workstation.engine.settings.set({ key: KEYMAP_SETTING, value });
  } catch (cause) {
    report(workstation, cause);
  }
}
