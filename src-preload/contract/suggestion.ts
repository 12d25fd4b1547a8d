import { z } from 'zod';
import { audioRef, editStep, seconds, shift } from './domain.ts';
import { explanationSettings } from './explanation.ts';

/** Suggestions: which small edits move an emotion of one window as far as wished. */

export const suggestionRequest = z.object({
  /** What is changed further: the track with the steps it has. */
  audio: audioRef,
  modelId: z.string().optional(),
  /** Second at which the window starts. */
  start: seconds,
  emotion: z.string(),
  /** The shift wished for, in the emotion's unit. */
  amount: z
    .number()
    .min(-2)
    .max(2)
    .refine((amount) => amount !== 0, 'a wish of 0 asks for nothing'),
  /** The most that an edit may be heard: as audible as a change of the level by so many dB. */
  allowedChange: z.number().min(0.1).max(40),
  /** How the explanations that the edits come from are made. */
  settings: explanationSettings.omit({ feature: true, start: true }),
});
export type SuggestionRequest = z.infer<typeof suggestionRequest>;

/** One edit, rendered and predicted. */
export const suggestion = z.object({
  /** What it does, as a sentence without a stop. */
  name: z.string(),
  /** To be put at the end of the track's list; ids are new. */
  steps: z.array(editStep),
  /** Of the window, after the steps there were and after these. */
  shift,
  /** As audible as a change of the window's level by so many dB. */
  audibleChange: z.number(),
  /** True when the shift comes within a tenth of the wish. */
  reached: z.boolean(),
});
export type Suggestion = z.infer<typeof suggestion>;

export const suggestEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), step: z.string(), done: z.number(), total: z.number() }),
  /** The best so far, at most five, in order. */
  z.object({ kind: z.literal('found'), suggestions: z.array(suggestion) }),
  z.object({
    kind: z.literal('done'),
    suggestions: z.array(suggestion),
    /** The farthest confirmed shift towards the wish within the allowed change; 0 when no edit moves it that way. */
    farthest: z.number(),
  }),
]);
export type SuggestEvent = z.infer<typeof suggestEvent>;
