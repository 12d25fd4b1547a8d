import type { ExplanationSummary } from '../../src-preload/contract/explanation.ts';

type Fidelity = Pick<ExplanationSummary, 'fidelity' | 'samples'> & {
  readonly segments: readonly { readonly weight: number }[];
};

/**
 * What fit and stability mean for reading the weights, in one sentence. Null when every weight is 0: then nothing was
 * fitted, and the explanation's note says why. R² is at times slightly below 0.
 */
export function fidelitySentence({ fidelity, samples, segments }: Fidelity): string | null {
  if (segments.every(({ weight }) => weight === 0)) return null;
  const percent = Math.round(Math.max(0, fidelity.r2) * 100);
  const fit = `The weights explain ${percent} % of what silencing parts changes, ${fitText(fidelity.r2)}`;
  const allMasksUsed = segments.length < 32 && samples >= 2 ** segments.length;
  return allMasksUsed ? `${fit}.` : `${fit}; ${stabilityText(fidelity.stability)}.`;
}

function fitText(r2: number): string {
  if (r2 >= 0.8) return 'so they describe the model well here';
  if (r2 >= 0.5) return 'so read the large ones, not the small ones';
  return 'too little to rely on single ones';
}

function stabilityText(stability: number): string {
  if (stability >= 0.9) return 'another seed would give nearly the same weights';
  if (stability >= 0.7) return 'another seed would reorder the small ones';
  return 'another seed would give other weights, so take more samples';
}
