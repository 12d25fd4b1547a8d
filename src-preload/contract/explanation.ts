import { z } from 'zod';
import { frequencyRange, hertz, modelRef, namedValues, seconds, timeRange } from './domain.ts';

/** Explanations: what is asked, what comes back, and how far it can be relied on. */

export const region = z.object({ timeRange, frequencyRange });
export type Region = z.infer<typeof region>;

export const explanationSettings = z.object({
  /** A mid-level feature or an emotion. */
  feature: z.string(),
  /** Second at which the window starts. */
  start: seconds,
  samples: z.number().int().min(1).max(10_000_000),
  seed: z.number().int().min(0),
  /** What is switched off: segments of the spectrogram, or sound sources in spans of time. */
  segmenter: z.string(),
  selection: z.string(),
  estimator: z.string().default('local'),
  /** What stands in a segment that is off. */
  fill: z.string().default('silence'),
  /** Stop before `samples` once the weights are this stable; null: take them all. */
  stability: z.number().min(0).max(1).nullable().default(null),
  /** Rectangles of the recording, for the segmenter `regions`. */
  regions: z.array(region).max(1000).default([]),
});
export type ExplanationSettings = z.infer<typeof explanationSettings>;

export const explainedSegment = z.object({
  id: z.number().int(),
  weight: z.number(),
  standardError: z.number(),
  pValue: z.number(),
  selected: z.boolean(),
  timeRange,
  frequencyRange,
  /** The sound source, or null for a part of the whole sound's spectrogram. */
  source: z.string().nullable().default(null),
  /** 95 % by bootstrap; null where there is none. */
  interval: z.tuple([z.number(), z.number()]).nullable().default(null),
});
export type ExplainedSegment = z.infer<typeof explainedSegment>;

const spread = z.object({ value: z.number(), low: z.number(), high: z.number() });
const curve = z.array(z.number());
/** The prediction as components go or come in equal steps, by three orders. */
const curves = z.object({ explained: curve, random: curve, loudest: curve });

export const trust = z.object({
  badge: z.enum(['solid', 'fair', 'weak']),
  /** A sentence. */
  reason: z.string(),
  /** Between independent halves of the samples; null where the samples were not grouped. */
  halves: z.object({ spearman: spread, jaccard: spread, top: z.number().int() }).nullable(),
  deletion: curves,
  insertion: curves,
  /** How many of the largest weights have the sign that the segment's removal shows. */
  direction: z.object({ right: z.number().int(), of: z.number().int() }),
});
export type Trust = z.infer<typeof trust>;

export const explanationSummary = z.object({
  id: z.string(),
  trackId: z.string(),
  model: modelRef,
  provider: z.string(),
  window: z.object({ start: seconds, end: seconds }),
  feature: z.string(),
  segmenter: z.object({ name: z.string(), params: namedValues }),
  selection: z.string(),
  estimator: z.string().default('lime'),
  fill: z.string().default('silence'),
  /** What was drawn, for the segmenter `regions`. */
  regions: z.array(region).default([]),
  /** Samples taken. */
  samples: z.number().int(),
  /** False while samples are missing that were asked for: it can be continued. */
  complete: z.boolean().default(true),
  seed: z.number().int(),
  prediction: z.number(),
  intercept: z.number(),
  /**
   * r2: R² of the weights over the perturbed windows. stability: the correlation to expect between the weights of two
   * runs with different seeds. Both 0 … 1.
   */
  fidelity: z.object({ r2: z.number(), stability: z.number() }),
  /** Null while samples are still missing. */
  trust: trust.nullable().default(null),
  /** Largest |rank correlation| of the weights with those of the same network with its weights shuffled; null: not tried. */
  randomised: z.number().nullable().default(null),
  /** Error of the sum of the sources, dB below the recording; null where there are no sources. */
  sourceErrorDb: z.number().nullable().default(null),
  /** A sentence about what makes this explanation less, or more, than usual; null when there is nothing to say. */
  note: z.string().nullable(),
  segments: z.array(explainedSegment),
  elapsedMs: z.number(),
  createdAt: z.string(),
});
export type ExplanationSummary = z.infer<typeof explanationSummary>;

/**
 * An explanation with its picture. `labels` is little-endian Int32 [frames × bands], frame by frame, values are segment ids;
 * frame f is centred at window.start + f · frameSeconds; band b spans bandEdges[b] … bandEdges[b + 1] Hz. Where segments are sources, each
 * source has a lane of bands of its own, one above the other.
 */
export const explanation = explanationSummary.extend({
  frames: z.number().int(),
  bands: z.number().int(),
  frameSeconds: z.number(),
  bandEdges: z.array(hertz),
  labels: z.instanceof(Blob),
});
export type Explanation = z.infer<typeof explanation>;

/** Something that can be chosen for an explanation, by name. */
const choice = z.object({ name: z.string(), label: z.string(), params: namedValues });

/** What explanations can be made with; the first of each is the default. */
export const explanationChoices = z.object({
  segmenters: z.array(choice.extend({ kind: z.enum(['spectrogram', 'sources']) })),
  selections: z.array(choice),
  estimators: z.array(choice),
  fills: z.array(choice),
});
export type ExplanationChoices = z.infer<typeof explanationChoices>;
