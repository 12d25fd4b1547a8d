/** What each number means, where its zero and its unit lie, and where it comes from. Shown by info buttons and in the help. */
export interface Meaning {
  readonly title: string;
  readonly definition: string;
  readonly scale: string;
  readonly source: string;
}

export const glossary = {
  emotion: {
    title: 'Emotion',
    definition:
      'How listeners would rate the music, as the model predicts it. It says what the sound is heard to express, not what someone feels.',
    scale:
      'The range printed at the axis is that of the ratings the model was fitted to; a prediction may lie beyond it.',
    source: 'The model: effects of all mid-level features plus an intercept.',
  },
  interval: {
    title: 'Interval, ±',
    definition:
      'How far the rated value may lie from the predicted one (of a mid-level feature: the value its definition gives). Measured on pieces the model never saw; the same width everywhere.',
    scale:
      'The unit of the value, for single windows. It holds for music like that it was measured on: where the sound is unusual or outside, the band is only dashed.',
    source: 'Split conformal prediction by piece (Vovk et al. 2005; docs/models.md).',
  },
  familiarity: {
    title: 'Familiarity',
    definition:
      'Whether the sound is of the kind the model was made for. High familiarity is no promise of a right answer; low familiarity says that nobody has measured how wrong it is.',
    scale:
      'The share of windows held out when the model was made that are at least as far from the typical: from 0.1 familiar, from 0.01 unusual, below that outside what the model knows. Of a recording, the median of its windows.',
    source: 'Distance of the network’s embedding as a conformal p-value (docs/models.md).',
  },
  midLevel: {
    title: 'Mid-level feature',
    definition: 'A property of the music that can be named and heard, such as melodiousness or dissonance.',
    scale: 'Standardised: 0 is the mean of the training windows, 1 is one standard deviation.',
    source:
      'Names after Aljanaki and Soleymani (2018), companions after Friberg et al. (2014). The model card says how they were learned.',
  },
  effect: {
    title: 'Effect',
    definition:
      'The part of the emotion that is due to one mid-level feature: its weight in the model times its value.',
    scale: "The emotion's own unit. All effects and the intercept add up to the prediction exactly.",
    source: "The model's linear head, after Chowdhury et al. (2019).",
  },
  relative: {
    title: 'Share',
    definition: 'The size of an effect compared with all effects on this emotion, whatever their sign.',
    scale: '|effect| divided by the sum of all |effects|; the shares add up to 100 %.',
    source: 'Computed from the effects.',
  },
  intercept: {
    title: 'Intercept',
    definition: 'What the model predicts when every mid-level feature is at its mean.',
    scale: "The emotion's own unit.",
    source: "The model's linear head.",
  },
  shift: {
    title: 'Predicted shift',
    definition: 'The prediction after the edits minus the prediction before them, both made from sound.',
    scale:
      'The unit of the figure it belongs to. The level reference of the original is kept, so a shift never comes from normalising again.',
    source: 'The edited sound, rendered and predicted again through the whole model.',
  },
  r2: {
    title: 'R², fit of the surrogate',
    definition:
      'How much of the ups and downs of the prediction, when parts of the sound are switched off, this list of weights reproduces.',
    scale:
      '1 is all of it, 0 none. A high R² alone does not make an explanation right: look at the stability, too.',
    source: 'Weighted, over the samples of the fit (docs/explanations.md).',
  },
  stability: {
    title: 'Stability',
    definition:
      'How alike the weights of two runs with different seeds would come out. Low: the segments at the top are partly there by chance; take more samples.',
    scale: 'The correlation to expect between the weights of two such runs: 1 is the same, 0 unrelated.',
    source: 'From the standard errors and the spread of the weights (docs/explanations.md).',
  },
  weight: {
    title: 'Weight',
    definition:
      'How much the presence of a segment raises (+) or lowers (−) the explained feature in this window.',
    scale:
      'The unit of the explained feature. ± is the standard error: how much it would change with another seed.',
    source: 'LIME (Ribeiro et al. 2016) over spectrogram segments (Haunschmid et al. 2019).',
  },
  p: {
    title: 'p-value',
    definition: 'How likely a weight this far from zero would be if the segment had no influence.',
    scale:
      '0…1, two-sided, from the weighted regression. The selection rule says which count as significant.',
    source: "Student's t with samples − segments − 1 degrees of freedom.",
  },
  gain: {
    title: 'Gain',
    definition: 'How much the sound inside a target is raised or lowered; the file itself is never changed.',
    scale: 'Decibels, −∞ (silent) to +12 dB; −6 dB is half the amplitude. Gains that overlap add up.',
    source: 'Applied to the original at its own sample rate and with all its channels (docs/editing.md).',
  },
} as const satisfies Record<string, Meaning>;

export type Topic = keyof typeof glossary;
