import { z } from 'zod';
import { seconds } from './domain.ts';

/** Limits of a typed or tapped tempo, beats a minute. */
export const TEMPO_LIMITS = [20, 400] as const;
export const MOST_BEATS_PER_BAR = 32;

/** What the user says about the beats of a recording. */
export const beatGrid = z
  .object({
    /** Beats a minute of a steady grid; null takes the beats that were found. A steady grid needs `start`. */
    tempo: z.number().min(TEMPO_LIMITS[0]).max(TEMPO_LIMITS[1]).nullable(),
    /** Of the found beats every second (0.5), all (1), or all and those halfway between (2). */
    density: z.union([z.literal(0.5), z.literal(1), z.literal(2)]),
    /** Where bar 1 begins; null while nobody knows: then there are beats but no bars. */
    start: seconds.nullable(),
    beatsPerBar: z.number().int().min(1).max(MOST_BEATS_PER_BAR),
  })
  .refine(({ tempo, start }) => tempo === null || start !== null, 'a steady grid needs its bar 1');
export type BeatGrid = z.infer<typeof beatGrid>;

/** What was found in a recording: `times` holds little-endian Float64, seconds, ascending; empty without a clear pulse. */
export const foundBeats = z.object({
  times: z.instanceof(Blob),
  /** Beats a minute, the median; null without a clear pulse. */
  tempo: z.number().nullable(),
  /** 0 … 1: how much of the strength of onsets comes again a beat later. */
  clarity: z.number(),
});
