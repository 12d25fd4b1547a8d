import { z } from 'zod';
import { track } from './domain.ts';
import { plainError } from './errors.ts';

/** A folder whose new recordings come into the library by themselves. */
export const watchedFolder = z.object({
  id: z.string(),
  /** As the system writes it. */
  path: z.string(),
  paused: z.boolean(),
  /** The sentence that says why it cannot be looked through; null when it can. */
  problem: z.string().nullable(),
});
export type WatchedFolder = z.infer<typeof watchedFolder>;

/** `file` tells the files apart; the list of folders comes at the start and whenever it changes. */
export const watchEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folders'), folders: z.array(watchedFolder) }),
  z.object({
    kind: z.literal('progress'),
    file: z.string(),
    name: z.string(),
    step: z.string(),
    fraction: z.number().min(0).max(1),
  }),
  z.object({ kind: z.literal('done'), file: z.string(), name: z.string(), track }),
  z.object({ kind: z.literal('failed'), file: z.string(), name: z.string(), error: plainError }),
]);
export type WatchEvent = z.infer<typeof watchEvent>;
