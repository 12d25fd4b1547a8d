import type { EditStep, Track } from '../../src-preload/contract/domain.ts';
import { timeMapOf } from '../../src-preload/contract/time-map.ts';
import { formatTime } from '../ui/format.ts';

/** Pure changes to an edit list; each returns a new list and leaves the old one as it is. An unknown id changes nothing. */

export function changeStep(
  steps: readonly EditStep[],
  id: string,
  change: Partial<Pick<EditStep, 'name' | 'gainDb' | 'semitones' | 'tempo' | 'bypassed'>>,
): EditStep[] {
  return steps.map((step) => (step.id === id ? { ...step, ...change } : step));
}

/** Moves a step by places, down being positive; it stops at the ends. */
export function moveStep(steps: readonly EditStep[], id: string, by: number): EditStep[] {
  const from = steps.findIndex((step) => step.id === id);
  const step = steps[from];
  if (!step) return [...steps];
  const to = Math.min(steps.length - 1, Math.max(0, from + by));
  return steps.toSpliced(from, 1).toSpliced(to, 0, step);
}

export function removeStep(steps: readonly EditStep[], id: string): EditStep[] {
  return steps.filter((step) => step.id !== id);
}

/** Puts a copy right below, named as one. */
export function duplicateStep(steps: readonly EditStep[], id: string, copyId: string): EditStep[] {
  return steps.flatMap((step) =>
    step.id === id ? [step, { ...step, id: copyId, name: `${step.name} copy` }] : [step],
  );
}

/** `2 steps, 1 bypassed`. */
export function countText(steps: readonly EditStep[]): string {
  const bypassed = steps.filter((step) => step.bypassed).length;
  if (steps.length === 0) return 'No steps';
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
  return bypassed > 0 ? `${count}, ${bypassed} bypassed` : count;
}

/** How long changes of tempo make the sound, in one sentence; null when they leave the recording's time as it is. */
export function lengthText(
  track: Pick<Track, 'sampleRate' | 'frames'>,
  steps: readonly EditStep[],
): string | null {
  const { steady, frames } = timeMapOf(track, steps);
  if (steady) return null;
  const shown = (samples: number) => formatTime(samples / track.sampleRate);
  return `The edited sound lasts ${shown(frames)}, the recording ${shown(track.frames)}.`;
}
