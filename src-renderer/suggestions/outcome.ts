import type { Suggestions } from '../stores/suggestions.ts';
import { formatNumber, formatSigned } from '../ui/format.ts';

/** What a finished search comes to, a sentence; empty before that. */
export function outcomeText(
  { asked, list, farthest }: Pick<Suggestions, 'asked' | 'list' | 'farthest'>,
  label: string,
): string {
  if (!asked || !list || farthest === null) return '';
  const emotion = label.toLowerCase();
  const wish = formatSigned(asked.amount);
  const within = `within an audible change of ${formatNumber(asked.allowedChange, 1)} dB`;
  const reaching = list.filter(({ reached }) => reached).length;
  if (reaching === 1) return `One edit moves ${emotion} by ${wish} ${within}.`;
  if (reaching > 1)
    return `${reaching} edits move ${emotion} by ${wish} ${within}; the least audible comes first.`;
  if (farthest === 0)
    return `No edit that was tried moves ${emotion} ${asked.amount > 0 ? 'up' : 'down'} ${within}. Allow more change, or choose another moment.`;
  return `No edit moves ${emotion} by ${wish} ${within}. The farthest goes ${formatSigned(farthest)}; allow more change to go on.`;
}

export interface Moved {
  readonly name: string;
  readonly shift: number;
}

/** The values that an edit moves most, the largest first; those that hardly move are left out. */
export function mostMoved(shift: Readonly<Record<string, number>>, count: number, least: number): Moved[] {
  return Object.entries(shift)
    .map(([name, value]) => ({ name, shift: value }))
    .filter(({ shift: value }) => Math.abs(value) >= least)
    .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift))
    .slice(0, count);
}
