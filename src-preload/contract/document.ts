import { z } from 'zod';
import { audioRef, seconds } from './domain.ts';

/** Files that Mezzo writes beside sound: labels for other programs, figures, the report. */

export const documentGroup = z.enum(['labels', 'figure', 'report']);
export type DocumentGroup = z.infer<typeof documentGroup>;

/** A kind of file that can be written. */
export const documentKind = z.object({
  name: z.string(),
  group: documentGroup,
  label: z.string(),
  detail: z.string(),
  /** What has to be there before it can be written. */
  needs: z.enum(['nothing', 'explanation', 'trust']),
  /** Endings of the file's name, without the dot; the first is the default. */
  endings: z.array(z.string()).min(1),
});
export type DocumentKind = z.infer<typeof documentKind>;

/** What labels stand for: the marked segments of the open explanation, the steps of the edit list, the chosen moment. */
export const markKind = z.enum(['segment', 'edit', 'moment']);
export type MarkKind = z.infer<typeof markKind>;

export const documentRequest = z.object({
  /** The name of a kind, and one of its endings. */
  name: z.string().max(40),
  ending: z.string().max(10),
  /** The recording with the edit list. */
  audio: audioRef,
  modelId: z.string().optional(),
  /** Start of the chosen window. */
  start: seconds,
  /** The emotion whose effects or curve are written. */
  emotion: z.string(),
  /** Emotions whose curves are drawn together. */
  emotions: z.array(z.string()).max(64),
  explanationId: z.string().nullable(),
  marks: z.array(markKind),
  /** Whose seconds labels and curves are written in; they differ where an edit changes the tempo. */
  times: z.enum(['recording', 'sound']).default('recording'),
});
export type DocumentRequest = z.infer<typeof documentRequest>;
