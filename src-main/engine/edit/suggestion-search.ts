import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { type EditFamily, joined } from './edit-family.ts';

/** What re-prediction on rendered audio says about an edit. */
export interface Confirmation {
  /** Of the wished emotion, after − before. */
  readonly shift: number;
  /** See audible-change.ts, in dB. */
  readonly audibleChange: number;
}

export interface Wish {
  /** The shift wished for, not 0. */
  readonly amount: number;
  /** The most that an edit may be heard, in dB. */
  readonly allowedChange: number;
}

/** An edit that was rendered and predicted. */
export interface Trial<C extends Confirmation = Confirmation> {
  readonly family: EditFamily;
  readonly strength: number;
  readonly steps: readonly EditStep[];
  readonly confirmed: C;
}

/** An edit reaches the wish when it comes within this share of it. */
const CLOSE_ENOUGH = 0.1;
const MOST_SUGGESTIONS = 5;
const TRIALS_EACH = 5;
/** Pairs of families tried when few reach the wish alone. */
const MOST_PAIRS = 3;
const ENOUGH_REACHED = 3;

export const reaches = ({ shift }: Confirmation, { amount }: Wish): boolean =>
  (shift * Math.sign(amount)) / Math.abs(amount) >= 1 - CLOSE_ENOUGH;

/**
 * Tries a family at the full strength, then at strengths between, each set where the line through its neighbours meets the wish or the
 * allowed change, whichever is less. Returns the least audible trial that reaches the wish, else the one that goes farthest within the
 * allowed change; null when the family does not move the emotion the right way.
 */
export async function tryFamily<C extends Confirmation>(
  family: EditFamily,
  wish: Wish,
  confirm: (steps: readonly EditStep[]) => Promise<C>,
): Promise<Trial<C> | null> {
  const trials: Trial<C>[] = [];
  let strength = 1;
  while (trials.length < TRIALS_EACH) {
    const steps = family.steps(strength);
    if (steps.length === 0 || trials.some((trial) => sameGains(trial.steps, steps))) break;
    trials.push({ family, strength, steps, confirmed: await confirm(steps) });
    if (along(trials[0]!, wish) <= 0) return null;
    if (isSettled(trials.at(-1)!, wish)) break;
    strength = Math.min(
      meeting(trials, (trial) => along(trial, wish), 1),
      meetingAudible(trials, wish),
    );
  }
  return best(trials, wish);
}

/** True when no other strength is much better: it meets the wish, or falls short of it at the most that may be heard. */
function isSettled(trial: Trial, wish: Wish): boolean {
  const share = along(trial, wish);
  const heard = trial.confirmed.audibleChange / wish.allowedChange;
  if (heard > 1) return false;
  const meets = share >= 1 - CLOSE_ENOUGH && share <= 1 + CLOSE_ENOUGH;
  return meets || (share < 1 && (trial.strength === 1 || heard > 1 - CLOSE_ENOUGH));
}

/** Tries every family, then pairs of them when few reach the wish, and returns the best five; see `ranked`. */
export async function searchSuggestions<C extends Confirmation>(
  families: readonly EditFamily[],
  wish: Wish,
  confirm: (steps: readonly EditStep[]) => Promise<C>,
  onTried: (done: number, found: readonly Trial<C>[]) => void = () => {},
): Promise<Trial<C>[]> {
  const found: Trial<C>[] = [];
  for (const [i, family] of families.entries()) {
    const trial = await tryFamily(family, wish, confirm);
    if (trial) found.push(trial);
    onTried(i + 1, ranked(found, wish));
  }
  for (const family of pairsOf(found, wish)) {
    const trial = await tryFamily(family, wish, confirm);
    if (trial) found.push(trial);
    onTried(families.length, ranked(found, wish));
  }
  return ranked(found, wish);
}

/** Families that act on different sound, two at a time, the farthest-going first: what neither reaches alone both may. */
function pairsOf(found: readonly Trial[], wish: Wish): EditFamily[] {
  if (found.filter(({ confirmed }) => reaches(confirmed, wish)).length >= ENOUGH_REACHED) return [];
  const farthest = found.toSorted((a, b) => along(b, wish) - along(a, wish));
  return farthest
    .flatMap((first, i) => farthest.slice(i + 1).map((second) => [first, second] as const))
    .filter(([first, second]) => !overlap(first.steps, second.steps))
    .slice(0, MOST_PAIRS)
    .map((pair) => joined(pair));
}

/** Those that reach the wish, the least audible first; when none does, those that go farthest. Edits alike are shown once. */
export function ranked<C extends Confirmation>(found: readonly Trial<C>[], wish: Wish): Trial<C>[] {
  const order = found
    .filter(({ confirmed }) => confirmed.audibleChange <= wish.allowedChange)
    .toSorted((a, b) => {
      const [reachedA, reachedB] = [reaches(a.confirmed, wish), reaches(b.confirmed, wish)];
      if (reachedA !== reachedB) return reachedA ? -1 : 1;
      return reachedA
        ? a.confirmed.audibleChange - b.confirmed.audibleChange
        : along(b, wish) - along(a, wish);
    });
  const reached = order.filter(({ confirmed }) => reaches(confirmed, wish));
  return (reached.length > 0 ? reached : order)
    .filter((trial, i, all) => all.findIndex(({ steps }) => sameGains(steps, trial.steps)) === i)
    .slice(0, MOST_SUGGESTIONS);
}

/** The share of the wish that a trial gives; negative the wrong way. */
const along = ({ confirmed: { shift } }: Trial, { amount }: Wish): number => shift / amount;

function best<C extends Confirmation>(trials: readonly Trial<C>[], wish: Wish): Trial<C> | null {
  const [first] = ranked(
    trials.filter((trial) => along(trial, wish) > 0),
    wish,
  );
  return first ?? null;
}

const meetingAudible = (trials: readonly Trial[], { allowedChange }: Wish): number =>
  // A little below, since what is above does not count at all.
  meeting(trials, ({ confirmed }) => confirmed.audibleChange, 0.97 * allowedChange);

/** The strength at which a figure that grows with it meets `goal`: on the line between the trials around it; 1 beyond all. */
function meeting(trials: readonly Trial[], figure: (trial: Trial) => number, goal: number): number {
  const points = [
    [0, 0] as const,
    ...trials.map((trial) => [trial.strength, figure(trial)] as const).toSorted((a, b) => a[0] - b[0]),
  ];
  const above = points.findIndex(([, value]) => value >= goal);
  if (above < 1) return 1;
  const [[s0, v0], [s1, v1]] = [points[above - 1]!, points[above]!];
  return s0 + ((s1 - s0) * (goal - v0)) / Math.max(1e-9, v1 - v0);
}

const sameGains = (a: readonly EditStep[], b: readonly EditStep[]): boolean =>
  a.length === b.length && a.every((step, i) => step.gainDb === b[i]!.gainDb) && sameTargets(a, b);

/** Whether two edits come from the same explanation, whose family that does both is tried already, or act on the same region. */
function overlap(a: readonly EditStep[], b: readonly EditStep[]): boolean {
  const places = (steps: readonly EditStep[]) =>
    steps.map(({ target }) => (target.kind === 'segments' ? target.explanationId : JSON.stringify(target)));
  const others = places(b);
  return places(a).some((place) => others.includes(place));
}

const sameTargets = (a: readonly EditStep[], b: readonly EditStep[]): boolean =>
  JSON.stringify(a.map(({ target }) => target)) === JSON.stringify(b.map(({ target }) => target));
