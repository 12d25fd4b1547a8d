import { plainText, signedText } from './signed-text.ts';

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
  return causedSentence(`${emotion} is ${signedText(value)}`, value, intercept, parts);
}

/** How far an emotion or an effect goes in nine windows of ten. */
interface Reach {
  readonly p5: number;
  readonly p95: number;
}

/**
 * The same of a whole recording: `Over the recording valence is +0.01 (mostly −0.08 to +0.10), mostly because …. Speed moves it most
 * (−0.10 to +0.05).` “Mostly” is nine windows of ten.
 */
export function recordingSentence(
  emotion: string,
  value: number,
  intercept: number,
  parts: readonly Part[],
  reach: Reach | null,
  moved: readonly { readonly label: string; readonly reach: Reach }[],
): string {
  const within = reach ? ` (mostly ${rangeOf(reach)})` : '';
  const start = `Over the recording ${lower(emotion)} is ${signedText(value)}${within}`;
  const width = ({ p5, p95 }: Reach) => p95 - p5;
  const most = [...moved].sort((a, b) => width(b.reach) - width(a.reach))[0];
  const moves =
    most && width(most.reach) >= 2 * UNSEEN ? ` ${most.label} moves it most (${rangeOf(most.reach)}).` : '';
  return `${causedSentence(start, value, intercept, parts)}${moves}`;
}

/**
 * What the model says of any sound: `The model adds 0.07 to valence per standard deviation of harmonic complexity and takes away 0.10
 * per standard deviation of minorness. With every feature at its mean it predicts +0.02.`
 */
export function modelSentence(
  emotion: string,
  intercept: number,
  weights: readonly { readonly label: string; readonly weight: number }[],
): string {
  const sorted = [...weights].sort((a, b) => b.weight - a.weight);
  const [up, down] = [sorted[0], sorted.at(-1)];
  const taken = up && up.weight >= UNSEEN ? '' : ` from ${lower(emotion)}`;
  const said = [
    up && up.weight >= UNSEEN
      ? `adds ${plainText(up.weight)} to ${lower(emotion)} per standard deviation of ${lower(up.label)}`
      : '',
    down && down.weight <= -UNSEEN
      ? `takes away ${plainText(-down.weight)}${taken} per standard deviation of ${lower(down.label)}`
      : '',
  ].filter(Boolean);
  const rule =
    said.length > 0
      ? `The model ${said.join(' and ')}.`
      : `No feature moves ${lower(emotion)} in this model.`;
  return `${rule} With every feature at its mean it predicts ${signedText(intercept)}.`;
}

function causedSentence(start: string, value: number, intercept: number, parts: readonly Part[]): string {
  const seen = parts.filter(({ effect }) => Math.abs(effect) >= UNSEEN).sort(bySize);
  if (seen.length === 0)
    return `${start}: no feature moves it from the model's intercept (${signedText(intercept)}).`;
  if (Math.abs(value) < UNSEEN) return balance(start, seen, intercept);
  const sign = Math.sign(value);
  const forIt = seen.filter(({ effect }) => Math.sign(effect) === sign);
  const against = seen.find(({ effect }) => Math.sign(effect) !== sign);
  const tail = against ? `; ${nameOf(against)} ${verb(against)}` : '';
  const baseline = Math.sign(intercept) === sign ? Math.abs(intercept) : 0;
  const first = forIt[0];
  if (!first || baseline > Math.abs(first.effect)) {
    const alsoFor = first ? `, and ${causes([first])}` : '';
    return `${start}, mainly because the model's intercept is ${signedText(intercept)}${alsoFor}${tail}.`;
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
  return `${start}: ${said.join(' and ')}, from an intercept of ${signedText(intercept)}.`;
}

const bySize = (a: Part, b: Part) => Math.abs(b.effect) - Math.abs(a.effect);
const lower = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);
const nameOf = ({ label }: Part) => lower(label);
const rangeOf = ({ p5, p95 }: Reach) => `${signedText(p5)} to ${signedText(p95)}`;
const verb = ({ effect }: Part) => `${effect > 0 ? 'adds' : 'takes away'} ${plainText(Math.abs(effect))}`;
const causes = (parts: readonly Part[]) =>
  parts.map((part) => `${nameOf(part)} is ${levelOf(part.value)} (${signedText(part.effect)})`).join(' and ');
