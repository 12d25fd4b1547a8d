import type { Corner } from '../stores/view.ts';
import { MOST_CORNERS } from './outline.ts';

/** A typed value, or the sentence that says why it cannot be used. */
export type Typed<T> = { readonly value: T } | { readonly problem: string };

/** Corners, one a line: seconds and hertz with a space, comma or semicolon between them. */
export function readCorners(text: string, duration: number): Typed<Corner[]> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const corners: Corner[] = [];
  for (const line of lines) {
    const [time, hertz, ...rest] = line
      .trim()
      .split(/[\s,;]+/)
      .map(Number);
    const valid = time !== undefined && time >= 0 && hertz !== undefined && hertz >= 0 && rest.length === 0;
    if (!valid) return { problem: `“${line.trim()}” is no corner: type seconds and hertz, as in 1.5 440.` };
    corners.push([time, hertz]);
  }
  if (corners.length < 3) return { problem: 'An outline needs three corners or more, one a line.' };
  if (corners.length > MOST_CORNERS) return { problem: `An outline has at most ${MOST_CORNERS} corners.` };
  if (corners.every(([time]) => time >= duration))
    return { problem: `The outline starts after the end of the recording at ${duration.toFixed(2)} s.` };
  return { value: corners };
}

export const printCorners = (corners: readonly Corner[]): string =>
  corners.map(([time, hertz]) => `${round(time, 4)} ${round(hertz, 2)}`).join('\n');

/** Segment numbers as `3, 7-9`; each must be one of `known`. */
export function readSegments(text: string, known: ReadonlySet<number>): Typed<number[]> {
  const ids = new Set<number>();
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const [, from, to] = /^(\d+)(?:[-–](\d+))?$/.exec(part) ?? [];
    if (from === undefined) return { problem: `“${part}” is no segment: type numbers, as in 3, 7-9.` };
    const last = Number(to ?? from);
    // Numbers in a row may have gaps where nothing was explained; one by itself may not.
    const found = [...known].filter((id) => id >= Number(from) && id <= last);
    if (found.length === 0) return { problem: `The explanation has no segment ${part}.` };
    for (const id of found) ids.add(id);
  }
  return ids.size > 0 ? { value: [...ids] } : { problem: 'Type the numbers of segments, as in 3, 7-9.' };
}

export const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));
