/** What an R² of the surrogate means for reading its weights, in one sentence. `r2` is 0…1, at times slightly below 0. */
export function fidelitySentence(r2: number): string {
  const percent = `${Math.round(Math.max(0, r2) * 100)} %`;
  const start = `Adding up the weights reproduces ${percent} of how the prediction changes when parts are silenced`;
  if (r2 >= 0.8) return `${start}: they describe the model well here.`;
  if (r2 >= 0.5) return `${start}: read the large weights, not the small ones.`;
  return `${start}: too little to rely on single weights.`;
}
