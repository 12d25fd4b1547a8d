import { type Choice, choose } from './choice.ts';
import { harmonicPercussive } from './harmonic-percussive-separator.ts';
import { repeating } from './repeating-separator.ts';
import type { Separator } from './separator.ts';
import { stems } from './stems-separator.ts';

/** Every separator that comes with Mezzo. */
export const separators: readonly Separator[] = [harmonicPercussive, repeating, stems];

/** The separator a setting such as `stems` or `harmonic-percussive:seconds=2` asks for, or null when it names none. */
export function findSeparator(setting: string): Choice<Separator> | null {
  const name = setting.split(':', 1)[0];
  return separators.some((entry) => entry.name === name) ? choose('separator', separators, setting) : null;
}
