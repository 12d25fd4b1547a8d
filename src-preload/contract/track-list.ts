import { z } from 'zod';
import { namedValues, track } from './domain.ts';
import { plainError } from './errors.ts';

/** What the library's list is asked for, and what it answers. */

export const rating = z.number().int().min(0).max(5);
const tag = z.string().trim().min(1).max(100);
export const tags = z.array(tag).max(100);

/** `audio` brings tracks with the same audio together. A track without the value asked for comes last. */
export const trackSort = z.discriminatedUnion('by', [
  z.object({ by: z.enum(['imported', 'name', 'duration', 'rating', 'audio']) }),
  z.object({ by: z.enum(['midLevel', 'emotion']), name: z.string().max(200) }),
]);
export type TrackSort = z.infer<typeof trackSort>;

/** Only tracks for which all of these hold. */
export const trackFilter = z.object({
  tags: tags.default([]),
  minRating: rating.default(0),
  /** Only those whose file was not at its place. */
  missing: z.boolean().default(false),
  /** Only those of whose audio there is another track. */
  duplicates: z.boolean().default(false),
  /** Only those the model has not predicted. */
  unpredicted: z.boolean().default(false),
});
export type TrackFilter = z.infer<typeof trackFilter>;

export const trackQuery = z.object({
  /** Words that must all occur, each as the beginning of a word in name, path or tags; empty for all tracks. */
  search: z.string().max(1000).default(''),
  limit: z.number().int().min(1).max(1000).default(200),
  offset: z.number().int().min(0).default(0),
  sort: trackSort.default({ by: 'imported' }),
  descending: z.boolean().default(true),
  filter: trackFilter.prefault({}),
  /** The model whose values are listed and sorted by; without it there are none. */
  modelId: z.string().optional(),
  /** The emotion whose curve comes along. */
  curve: z.string().max(200).optional(),
});
export type TrackQuery = z.infer<typeof trackQuery>;

/** A track as the list shows it. */
export const listedTrack = track.extend({
  tags: z.array(z.string()),
  /** Stars, 1 … 5; 0 is not rated. */
  rating,
  /** Where the file lies or lay; to be read, not to be opened by. */
  path: z.string(),
  /** How many other tracks have the same audio. */
  copies: z.number().int(),
  /** Means over the recording, by the model's latest prediction; null where it made none. */
  values: z.object({ midLevel: namedValues, emotions: namedValues }).nullable(),
  /** At most 64 means of equal stretches of the emotion's curve, in its unit; null where there is none. */
  curve: z.array(z.number()).max(64).nullable(),
});
export type ListedTrack = z.infer<typeof listedTrack>;

export const trackPage = z.object({
  items: z.array(listedTrack),
  /** How many there are in all pages together. */
  total: z.number().int(),
});
export type TrackPage = z.infer<typeof trackPage>;

/** A tag and how many tracks have it. */
export const tagCount = z.object({ tag: z.string(), count: z.number().int() });
export type TagCount = z.infer<typeof tagCount>;

/** `distance`: on average so many standard deviations lie between the mid-level features of the two. */
export const similarTrack = z.object({ track: listedTrack, distance: z.number() });
export type SimilarTrack = z.infer<typeof similarTrack>;

/** How the search for missing files goes. */
export const relinkEvent = z.discriminatedUnion('kind', [
  /** `folder` is the name of the one that is looked through, `files` how many were looked at. */
  z.object({
    kind: z.literal('progress'),
    folder: z.string(),
    files: z.number().int(),
    found: z.number().int(),
  }),
  z.object({ kind: z.literal('found'), track }),
  z.object({
    kind: z.literal('done'),
    files: z.number().int(),
    found: z.number().int(),
    /** How many of those looked for are still missing. */
    missing: z.number().int(),
  }),
]);
export type RelinkEvent = z.infer<typeof relinkEvent>;

/** How many recordings' files were found gone, and how many back. */
export const fileCheck = z.object({ gone: z.number().int(), back: z.number().int() });
export type FileCheck = z.infer<typeof fileCheck>;

/** Which recordings to predict, and in which order: those of the list that have no prediction by the model. */
export const predictAllQuery = trackQuery.pick({
  search: true,
  sort: true,
  descending: true,
  filter: true,
  modelId: true,
  curve: true,
});
export type PredictAllQuery = z.infer<typeof predictAllQuery>;

/** One `begin`, then `done` or `failed` for every recording. */
export const predictAllEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begin'), total: z.number().int() }),
  z.object({
    kind: z.literal('progress'),
    trackId: z.string(),
    name: z.string(),
    fraction: z.number().min(0).max(1),
  }),
  z.object({ kind: z.literal('done'), track: listedTrack }),
  z.object({ kind: z.literal('failed'), trackId: z.string(), name: z.string(), error: plainError }),
]);
export type PredictAllEvent = z.infer<typeof predictAllEvent>;
