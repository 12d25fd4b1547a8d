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
  plane: {
    title: 'Valence–arousal plane',
    definition:
      'Where the sound lies between unpleasant and pleasant (valence) and between calm and excited (arousal). The line is the path of the recording through time. The words at the corners name the quarters; they are no predictions of their own.',
    scale:
      'Each axis has the range of the ratings the model was fitted to. The bars of the cross hold each for its own emotion, not for both at once.',
    source: 'After Russell (1980), a circumplex model of affect.',
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
  weights: {
    title: 'Weight of a feature',
    definition:
      'What the model adds to the emotion when the feature rises by one standard deviation; the same for every sound.',
    scale: "The emotion's own unit per standard deviation. Weight times value is the effect.",
    source: "The model's linear head.",
  },
  spread: {
    title: 'Box and band',
    definition:
      'A box shows how an effect is spread over the windows of the recording: it holds the middle half, the line in it is the median, the whiskers hold nine windows of ten. The grey band shows the same of the recordings in the library, one value a recording, behind effects as behind emotions.',
    scale: "From the 5th to the 95th percentile, in the emotion's own unit or in shares.",
    source:
      'Features of every window, or of every recording that this model has predicted, times the weights of the model.',
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
  target: {
    title: 'Target',
    definition:
      'Where you want the emotion of this moment to be. Mezzo seeks small edits that bring it there, and predicts each from its rendered sound.',
    scale: "The emotion's own unit. An edit reaches the target when its shift comes within a tenth of it.",
    source: 'Gains on what explanations point to, confirmed by prediction (docs/suggestions.md).',
  },
  version: {
    title: 'Version',
    definition:
      'The edits as they were at one time, kept with the recording. Side A of the comparison is the original, or a version.',
    scale: 'Values are those of the chosen moment, predicted from the rendered sound.',
    source: 'Your edits.',
  },
  audibleChange: {
    title: 'Audible change',
    definition:
      'How much an edit is heard in this moment: as much as a change of the whole level by so many dB.',
    scale: '0 dB is no change; about 1 dB is just noticed.',
    source: 'Specific loudness in critical bands, after Zwicker and Fastl (docs/suggestions.md).',
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
  trust: {
    title: 'Solid, fair, weak',
    definition:
      'The worst that any figure allows: how well the weights fit, how steady they are, whether the model does what they say when parts are taken away.',
    scale:
      'Solid: stability from 0.9, R² from 0.5, 8 of 10 signs right, better than a random order and than the loudest first. Fair: 0.7, 0.3, 6 of 10, and not worse than random.',
    source: 'docs/explanations.md.',
  },
  halves: {
    title: 'Agreement of halves',
    definition:
      'The samples are dealt into two halves, and each half gives weights of its own. All samples together are steadier than either half.',
    scale:
      'The middle of all 35 ways to deal, and in brackets what nine in ten of them lie between. 1 is the same.',
    source: 'Spearman’s rank correlation, and Jaccard’s share of the largest weights (docs/explanations.md).',
  },
  direction: {
    title: 'Sign seen when taken away',
    definition:
      'Each of the largest weights is tried by itself: its part is taken out of the whole window. A positive part should lower the prediction, a negative one raise it.',
    scale: 'How many of the ten largest do.',
    source: 'Asked of the model (docs/explanations.md).',
  },
  deletion: {
    title: 'Parts taken away, parts put in',
    definition:
      'The prediction while parts go in the order of their weights, most positive first, and while they come in the same order. The solid line should fall, and rise, earlier than the others.',
    scale: 'Across: from no part to all parts. Up: the explained value, its range at the right.',
    source: 'Petsiuk, Das and Saenko (2018), against a random order and the loudest first.',
  },
  randomised: {
    title: 'Likeness to a network that learned nothing',
    definition:
      'The window is explained again for the same network with its weights in random order. If the explanation came out alike it would show the sound, not what the model learned.',
    scale: 'The largest |rank correlation| of two such tries with these weights: near 0 is as it should be.',
    source: 'Adebayo et al. (2018).',
  },
  correlation: {
    title: 'Correlation of two curves',
    definition:
      'Whether two models hear the same ups and downs in the recording, whatever their means. None is given where a curve stands still or there are fewer than three common windows.',
    scale: '+1: they rise and fall together; 0: unrelated; −1: one rises where the other falls.',
    source: 'Pearson’s correlation over the windows with the same centre.',
  },
  threshold: {
    title: 'Threshold',
    definition:
      'Marks the largest weights of either sign, whatever their p-value. The rule in the settings marks by evidence instead.',
    scale: 'From one segment to all; the smallest marked |weight| is printed.',
    source: 'The weights of this explanation.',
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
  distance: {
    title: 'Distance',
    definition:
      'How far the mid-level profiles of two recordings lie apart. Near means that the model hears the same kind of music; the sound may differ.',
    scale:
      'Standard deviations of the training windows, the root mean square over all mid-level features; 0 is the same profile.',
    source: 'The means over both recordings, as the model predicted them.',
  },
  pulse: {
    title: 'Beats and their clarity',
    definition:
      'Where a listener would tap along, found from what begins in the sound; the tempo may drift. Clarity says how much of the strength of onsets comes again a beat later. Bars are never guessed: they are counted from where you say bar 1 starts.',
    scale:
      'Clarity from 0 to 1; below 0.2 there is no clear pulse and no beat is shown. The tempo printed is the median, in beats a minute; it may be half or double of what you would count.',
    source: 'Dynamic programming over onset strength (Ellis 2007) along a tempo curve found by Viterbi.',
  },
  gain: {
    title: 'Gain',
    definition: 'How much the sound inside a target is raised or lowered; the file itself is never changed.',
    scale: 'Decibels, −∞ (silent) to +12 dB; −6 dB is half the amplitude. Gains that overlap add up.',
    source: 'Applied to the original at its own sample rate and with all its channels (docs/editing.md).',
  },
  pitch: {
    title: 'Pitch',
    definition:
      'How far a stretch of time is moved up or down, at its own speed. Steps above it in the list act before, steps below on the moved sound.',
    scale:
      'Semitones, −12 to +12, to a hundredth (a cent). +12 doubles every frequency. Ratios hold up to about 8 kHz.',
    source: 'Signalsmith Stretch, a phase vocoder, on the original at its own sample rate (docs/editing.md).',
  },
  tempo: {
    title: 'Tempo',
    definition:
      'How fast a stretch of time plays, at its own pitch. It is changed last, wherever the step stands in the list; all other steps keep their place in the music. Where changes overlap they multiply.',
    scale:
      'Percent of the recording’s tempo, 50 to 200, to a tenth. 100 % is as recorded, 200 % twice as fast and half as long.',
    source:
      'Signalsmith Stretch, a phase vocoder, on the edited sound at its own sample rate (docs/editing.md).',
  },
  samples: {
    title: 'Samples',
    definition:
      'How many times parts of the window were switched on and off and the model was asked. More samples make the weights steadier.',
    scale: 'A count. The seed says which samples: the same seed gives the same weights.',
    source: 'The settings of the explanation (docs/explanations.md).',
  },
  sourceError: {
    title: 'How exactly the sources add up',
    definition: 'How far the sum of the separated sources lies from the recording they come from.',
    scale: 'Decibels below the recording: the lower the better. “Exactly” is below −300 dB.',
    source: 'The error of the sum, against the recording (docs/explanations.md).',
  },
  meter: {
    title: 'Level, dBFS',
    definition: 'The highest sample that was just played.',
    scale: 'Decibels below full scale: 0 is the most a file can hold, −∞ is silence.',
    source: 'Measured at the output.',
  },
  levelMatch: {
    title: 'Match level',
    definition:
      'The gain that makes the edited recording as loud as the original, so that louder is not taken for better.',
    scale: 'Decibels, from the integrated loudness of both in LUFS.',
    source: 'ITU-R BS.1770.',
  },
} as const satisfies Record<string, Meaning>;

export type Topic = keyof typeof glossary;
