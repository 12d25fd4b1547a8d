import { harmonicPercussive } from './harmonic-percussive-separator.ts';
import { repeating } from './repeating-separator.ts';
import type { Separator } from './separator.ts';
import { stems } from './stems-separator.ts';

/** Every separator that comes with Mezzo. */
export const separators: readonly Separator[] = [harmonicPercussive, repeating, stems];
