import { z } from 'zod';
import { quantiles } from './quantiles.ts';

/** Domain types shared by every layer. Words and units follow the table in docs/architecture.md. */

export const seconds = z.number().min(0);
export const hertz = z.number().min(0);

/** Gain in decibels; null stands for −∞ (silence), since JSON has no infinity. Range −∞ … +12 dB. */
export const gainDb = z.number().min(-120).max(12).nullable();
export type GainDb = z.infer<typeof gainDb>;

/** An octave up or down. */
export const MAX_SEMITONES = 12;

/** Twice as fast, or half as fast. */
export const MAX_TEMPO = 2;

export const timeRange = z
  .tuple([seconds, seconds])
  .refine(([from, to]) => from <= to, 'a time range must run forwards');
export const frequencyRange = z
  .tuple([hertz, hertz])
  .refine(([from, to]) => from <= to, 'a frequency range must run upwards');

/** Feature or emotion name → value. Mid-level values are standardised; emotions are in the manifest's range. */
export const namedValues = z.record(z.string(), z.number());
export type NamedValues = z.infer<typeof namedValues>;

export const track = z.object({
  id: z.string(),
  name: z.string(),
  /** SHA-256 of the file's bytes, hexadecimal. */
  audioHash: z.string(),
  duration: seconds,
  sampleRate: z.number(),
  channels: z.number().int(),
  /** Length in samples per channel. */
  frames: z.number().int(),
  format: z.string(),
  /** Bits a sample; null where the coding has none (MP3, AAC, Vorbis, Opus). */
  bitDepth: z.number().int().nullable(),
  fileSize: z.number().int(),
  importedAt: z.string(),
  /** True when the file was not at its place the last time it was looked for. */
  missing: z.boolean(),
});
export type Track = z.infer<typeof track>;

/** What an edit step acts on. */
export const editTarget = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('segments'),
    explanationId: z.string(),
    segmentIds: z.array(z.number().int()).min(1),
  }),
  z.object({ kind: z.literal('region'), timeRange, frequencyRange }),
  /** What lies inside a closed outline of [seconds, hertz], by the even-odd rule; edges are straight in seconds and hertz. */
  z.object({
    kind: z.literal('lasso'),
    points: z
      .array(z.tuple([seconds, hertz]))
      .min(3)
      .max(2000),
  }),
  /** One of the sounds that a separator parts a stretch of the recording into, such as what strikes. At most a minute. */
  z.object({ kind: z.literal('source'), separator: z.string(), source: z.string(), timeRange }),
  /** All of the sound in a stretch of time. */
  z.object({ kind: z.literal('time'), timeRange }),
]);
export type EditTarget = z.infer<typeof editTarget>;

export const editStep = z.object({
  id: z.string(),
  name: z.string(),
  target: editTarget,
  /** When true the gain acts on everything but the target ("play only these"). */
  complement: z.boolean().default(false),
  gainDb,
  /** The gain comes (`out`) or goes (`in`) over the target's time instead of holding through it: a sound fades out or in. */
  fade: z.enum(['in', 'out']).optional(),
  /** Moves the pitch of a target of kind `time`; fractions are cents. The list's order counts: it acts on what the steps above leave. */
  semitones: z.number().min(-MAX_SEMITONES).max(MAX_SEMITONES).optional(),
  /**
   * How many times as fast a target of kind `time` plays, at its own pitch. All other steps say where they act in the recording's time, so
   * it is made last, wherever it stands in the list (see time-map.ts).
   */
  tempo: z
    .number()
    .min(1 / MAX_TEMPO)
    .max(MAX_TEMPO)
    .optional(),
  bypassed: z.boolean().default(false),
});
export type EditStep = z.infer<typeof editStep>;

/** The state of one track's edit list, with what undo and redo would do. */
export const editState = z.object({
  trackId: z.string(),
  revision: z.number().int(),
  steps: z.array(editStep),
  undoLabel: z.string().nullable(),
  redoLabel: z.string().nullable(),
  /** The changes that can be undone and redone, the oldest first; those at or below `position` are in force. */
  history: z.array(z.object({ position: z.number().int(), label: z.string() })),
  position: z.number().int(),
});
export type EditState = z.infer<typeof editState>;

/** An edit list kept by name, to go back to and to compare with. */
export const version = z.object({
  id: z.string(),
  trackId: z.string(),
  name: z.string().min(1).max(100),
  steps: z.array(editStep),
  createdAt: z.string(),
});
export type Version = z.infer<typeof version>;

/** A piece of sound: a track with edit steps applied; no steps is the original, bit for bit. */
export const audioRef = z.object({ trackId: z.string(), steps: z.array(editStep) });
export type AudioRef = z.infer<typeof audioRef>;

/** Effects of one emotion: effects + intercept = value exactly; relative_j = |E_j| / Σ|E_i|. */
export const emotionEffects = z.object({
  intercept: z.number(),
  effects: namedValues,
  relative: namedValues,
});
export type EmotionEffects = z.infer<typeof emotionEffects>;

export const judgement = z.object({
  midLevel: namedValues,
  emotions: namedValues,
  effects: z.record(z.string(), emotionEffects),
  /**
   * Share of the windows held out when the model was made that are at least as unlike its training music: 1 typical, 0 farther than
   * any (familiarity.ts says it in words). Of a whole recording, the median of its windows'. Null: the model gives none.
   */
  familiarity: z.number().min(0).max(1).nullable(),
});
export type Judgement = z.infer<typeof judgement>;

export const modelRef = z.object({ id: z.string(), version: z.string() });

/**
 * Prediction intervals: value ± half width, in the output's unit, holds what listeners say in `coverage` of the windows of pieces
 * the model never saw, if they are like `material`. A name that is missing has no labels to measure it with.
 */
export const intervals = z.object({
  coverage: z.number(),
  material: z.string(),
  midLevel: namedValues,
  emotions: namedValues,
});
export type Intervals = z.infer<typeof intervals>;

/** A check made before a model or a provider is trusted. */
export const check = z.object({ name: z.string(), passed: z.boolean(), detail: z.string() });
export type Check = z.infer<typeof check>;

/** How fast a model's network alone judges windows on a provider, or why it cannot. */
export const providerSpeed = z.object({
  provider: z.string(),
  windowsPerSecond: z.number().nullable(),
  /** Why there is no figure; null when there is one. */
  note: z.string().nullable(),
});
export type ProviderSpeed = z.infer<typeof providerSpeed>;

export const modelCard = z.object({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  licence: z.string(),
  shipped: z.boolean(),
  midLevel: z.array(
    z.object({ name: z.string(), label: z.string(), companion: z.boolean(), definition: z.string() }),
  ),
  emotions: z.array(
    z.object({ name: z.string(), label: z.string(), range: z.tuple([z.number(), z.number()]) }),
  ),
  windowSeconds: z.number(),
  hopSeconds: z.number(),
  head: z.object({ weights: z.array(z.array(z.number())), intercept: z.array(z.number()) }),
  /** What familiarity is measured against, a sentence; null when the model gives none. */
  domain: z.object({ material: z.string() }).nullable(),
  intervals: intervals.nullable(),
  provider: z.string(),
  /** Why the provider is not the one asked for, or null. */
  fallbackReason: z.string().nullable(),
  checks: z.array(check),
  card: z.string(),
  warnings: z.array(z.string()),
});
export type ModelCard = z.infer<typeof modelCard>;

/**
 * Curves over a recording. `curves` holds little-endian Float32 [count × (midLevelNames + emotionNames)], row by row;
 * window i spans [i · hopSeconds, i · hopSeconds + windowSeconds] (one shorter window when the recording is shorter). Where an edit changes
 * the tempo it has the same middle, and lasts `windowSeconds` in the sound.
 */
export const prediction = z.object({
  trackId: z.string(),
  model: modelRef,
  provider: z.string(),
  duration: seconds,
  windowSeconds: z.number(),
  hopSeconds: z.number(),
  count: z.number().int(),
  midLevelNames: z.array(z.string()),
  emotionNames: z.array(z.string()),
  curves: z.instanceof(Blob),
  /** Little-endian Float32 [count], 0 … 1 (see judgement); null when the model gives none. */
  familiarity: z.instanceof(Blob).nullable(),
  summary: judgement,
  warnings: z.array(z.string()),
});
export type Prediction = z.infer<typeof prediction>;

/** How the recordings of the library lie: one value a recording, that of its whole. Empty where none was predicted. */
export const distribution = z.object({
  model: modelRef,
  recordings: z.number().int(),
  midLevel: z.record(z.string(), quantiles),
  emotions: z.record(z.string(), quantiles),
  /** Of relative effects, 0 … 1: emotion → feature → quantiles. */
  shares: z.record(z.string(), z.record(z.string(), quantiles)),
});
export type Distribution = z.infer<typeof distribution>;

export const shift = z.object({
  before: judgement,
  after: judgement,
  shift: z.object({ midLevel: namedValues, emotions: namedValues }),
});
export type Shift = z.infer<typeof shift>;

/** A kind of file that audio can be exported as. `bits` a sample; 32 is float. */
export const exportFormat = z.object({
  name: z.string(),
  label: z.string(),
  detail: z.string(),
  /** Of the file's name, without the dot. */
  ending: z.string(),
  bits: z.number().int(),
});
export type ExportFormat = z.infer<typeof exportFormat>;

export const project = z.object({
  id: z.string(),
  name: z.string(),
  trackIds: z.array(z.string()),
  activeTrackId: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** The renderer's own view state (zoom, loop, selection, open panels); the engine keeps it as it is. */
  view: z.record(z.string(), z.json()),
});
export type Project = z.infer<typeof project>;
