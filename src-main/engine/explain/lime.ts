import { type Compute, defineTask } from '../jobs/compute.ts';
import type { Answers, Estimation, Estimator, Problem } from './estimator.ts';
import { locality } from './kernel.ts';
import { type Draw, type MaskSequence, maskSequence } from './masks.ts';
import { addedUp, addSample, type NormalEquations, normalEquations } from './normal-equations.ts';
import { fitSurrogates, RIDGE_ALPHA, type Surrogate } from './surrogate.ts';
import { targetNames, targetValues } from './targets.ts';

/** Samples are dealt into this many groups to see how far the weights depend on them. */
export const GROUPS = 8;

/** So many samples in a row go to one group: whole pairs. */
const GROUP_RUN = 16;

/** Beyond this many components the groups' matrices would take too much memory, and there is only one. */
const MOST_GROUPED = 1000;

/** Numbers in matrices that are written to disk at most: 32 MB. */
const LARGEST_SAVED = 2 ** 22;

interface Saved {
  readonly samples: number;
  readonly groups: NormalEquations[];
}

/** LIME as published: independent masks, weighted by how near they are to the whole window. */
export const lime: Estimator = {
  name: 'lime',
  label: 'LIME, as published',
  begin: (problem, samples) => beginLime(problem, samples, 'independent'),
};

/** LIME on masks and their complements: what two components do together cancels within a pair. */
export const antitheticLime: Estimator = {
  name: 'lime-antithetic',
  label: 'LIME, masks in opposite pairs',
  begin: (problem, samples) => beginLime(problem, samples, 'antithetic'),
};

/** LIME with a way of drawing; all 2ⁿ masks where they are no more than `samples`. */
export function beginLime({ components, targets, seed }: Problem, samples: number, draw: Draw): Estimation {
  const n = components.count;
  const masks: MaskSequence = maskSequence(n, samples, seed, draw);
  const names = targetNames(targets);
  const origin = new Float64Array(names.length).fill(Number.NaN);
  const groups = Array.from({ length: n > MOST_GROUPED || masks.exhaustive ? 1 : GROUPS }, () =>
    normalEquations(n, names.length, origin),
  );
  const y = new Float64Array(names.length);
  const features = targets.midLevel.length;
  let done = 0;
  return {
    get samples() {
      return done;
    },
    exhaustive: masks.exhaustive,
    total: (wanted) => (masks.exhaustive ? masks.total : wanted),
    next: (mask) => masks.next(mask),
    add(rows, { midLevel }: Answers, count) {
      for (let i = 0; i < count; i++, done++) {
        const mask = rows.subarray(i * n, (i + 1) * n);
        let kept = 0;
        for (let s = 0; s < n; s++) kept += mask[s]!;
        targetValues(targets, midLevel.subarray(i * features, (i + 1) * features), y);
        // The first mask stands alone; pairs begin with the second. Runs keep one group's matrix in the cache.
        const group = groups[Math.floor((done + 1) / GROUP_RUN) % groups.length]!;
        addSample(group, mask, y, locality(kept, n));
      }
    },
    save: () =>
      masks.exhaustive || groups.length * n * n > LARGEST_SAVED
        ? null
        : ({ samples: done, groups } satisfies Saved),
    restore(saved) {
      const state = saved as Saved;
      groups.splice(0, groups.length, ...state.groups);
      const drawn = new Uint8Array(n);
      for (; done < state.samples; done++) masks.next(drawn);
    },
    estimate: (compute: Compute, signal?: AbortSignal) => compute.run(limeTask, groups, { signal }),
  };
}

const limeTask = defineTask<NormalEquations[], Surrogate[]>(import.meta.url, 'fitGroups');

/** The surrogates of all groups together, and what each group does to them. */
export function fitGroups(groups: readonly NormalEquations[]): Surrogate[] {
  return fitSurrogates(addedUp(groups), RIDGE_ALPHA, groups);
}
