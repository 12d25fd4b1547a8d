/**
 * Familiarity in words. Familiarity is a p-value: of material the model was made for, 10 % of the windows lie below 0.1 and 1 %
 * below 0.01. So 0.1 is where a window stops being ordinary, and 0.01, Fisher's stricter level, where one false alarm in
 * a hundred windows is the price of saying that the model does not know this sound.
 */
export const familiarityWords = ['familiar', 'unusual', 'outside'] as const;
export type FamiliarityWord = (typeof familiarityWords)[number];

/** Below this a window is unusual. */
export const unusualBelow = 0.1;
/** Below this a window is outside what the model knows. */
export const outsideBelow = 0.01;

export function familiarityWord(familiarity: number): FamiliarityWord {
  if (familiarity >= unusualBelow) return 'familiar';
  return familiarity >= outsideBelow ? 'unusual' : 'outside';
}
