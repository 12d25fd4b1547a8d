import type { Action } from './action.ts';

/** A command with the group it stands in. */
export interface Command {
  readonly action: Action;
  readonly group: string;
}

const PREFIX = 3;
const INSIDE = 2;
const SCATTERED = 1;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}/]+/gu) ?? [];

/** True when the letters of `part` come in `text` in this order, the first of them first: `lb` in `level b`. */
function isScattered(part: string, text: string): boolean {
  let at = 0;
  for (const letter of part) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** How well one word fits: the beginning of a word of the text counts most, then any part of one, then initials; 0 for not at all. */
function fitOf(word: string, text: readonly string[]): number {
  if (text.some((candidate) => candidate.startsWith(word))) return PREFIX;
  if (word.length > 1 && text.some((candidate) => candidate.includes(word))) return INSIDE;
  const initials = text.map((candidate) => candidate[0]).join('');
  if (word.length > 1 && initials.includes(word)) return INSIDE;
  if (word.length > 2 && text.some((candidate) => candidate[0] === word[0] && isScattered(word, candidate)))
    return SCATTERED;
  return 0;
}

/**
 * The commands that every word of the query fits, best first; in the given order where they fit equally well. An empty query
 * finds them all. The label counts twice as much as the group's name.
 */
export function searchCommands(query: string, commands: readonly Command[]): Command[] {
  const words = wordsOf(query);
  return commands
    .map((command) => {
      const label = wordsOf(command.action.label);
      const group = wordsOf(command.group);
      const fits = words.map((word) => Math.max(2 * fitOf(word, label), fitOf(word, group)));
      return { command, score: fits.includes(0) ? -1 : fits.reduce((sum, value) => sum + value, 0) };
    })
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}
