import { formatNumber, formatSigned } from '../ui/format.ts';

/** One mid-level feature's part in an emotion. */
export interface Part {
  readonly label: string;
  /** Standardised: 0 is the training mean, 1 a standard deviation. */
  readonly value: number;
  /** In the emotion's unit. */
  readonly effect: number;
}

/** Below this an effect reads as 0.00. */
const UNSEEN = 0.005;
/** Standard deviations from the mean at which a feature counts as high or low without a qualifier. */
const CLEARLY = 0.5;
const SLIGHTLY = 0.05;

/**
 * An emotion's value and its main causes in one sentence: `Valence is +0.31, mostly because melodiousness is high (+0.22);
 * dissonance takes away 0.09.` “High” and “low” follow the feature's value, the signed figure and “adds” or “takes away” its effect.
 */
export function sentenceOf(
  emotion: string,
  value: number,
  intercept: number,
  parts: readonly Part[],
): string {
  const start = `${emotion} is ${formatSigned(value)}`;
  const seen = parts.filter(({ effect }) => Math.abs(effect) >= UNSEEN).sort(bySize);
  if (seen.length === 0)
    return `${start}: no feature moves it from the model's intercept (${formatSigned(intercept)}).`;
  if (Math.abs(value) < UNSEEN) return balance(start, seen, intercept);
  const sign = Math.sign(value);
  const forIt = seen.filter(({ effect }) => Math.sign(effect) === sign);
  const against = seen.find(({ effect }) => Math.sign(effect) !== sign);
  const tail = against ? `; ${nameOf(against)} ${verb(against)}` : '';
  const baseline = Math.sign(intercept) === sign ? Math.abs(intercept) : 0;
  const first = forIt[0];
  if (!first || baseline > Math.abs(first.effect)) {
    const alsoFor = first ? `, and ${causes([first])}` : '';
    return `${start}, mainly because the model's intercept is ${formatSigned(intercept)}${alsoFor}${tail}.`;
  }
  const second = forIt[1];
  const support = forIt.reduce((sum, { effect }) => sum + Math.abs(effect), baseline);
  if (!second || Math.abs(first.effect) >= support / 2)
    return `${start}, mostly because ${causes([first])}${tail}.`;
  return `${start}, mainly because ${causes([first, second])}${tail}.`;
}

/** How high a standardised value is, in words. */
export function levelOf(value: number): string {
  if (Math.abs(value) < SLIGHTLY) return 'near its mean';
  const side = value > 0 ? 'high' : 'low';
  return Math.abs(value) < CLEARLY ? `slightly ${side}` : side;
}

function balance(start: string, seen: readonly Part[], intercept: number): string {
  const said = seen.slice(0, 2).map((part) => `${nameOf(part)} ${verb(part)}`);
  return `${start}: ${said.join(' and ')}, from an intercept of ${formatSigned(intercept)}.`;
}

const bySize = (a: Part, b: Part) => Math.abs(b.effect) - Math.abs(a.effect);
const nameOf = ({ label }: Part) => label.charAt(0).toLowerCase() + label.slice(1);
const verb = ({ effect }: Part) => `${effect > 0 ? 'adds' : 'takes away'} ${formatNumber(Math.abs(effect))}`;
const causes = (parts: readonly Part[]) =>
  parts
    .map((part) => `${nameOf(part)} is ${levelOf(part.value)} (${formatSigned(part.effect)})`)
    .join(' and ');
