/** Bits a sample of a track; null where the coding has none, and for tracks added before it was noted. */
export const bitDepth = {
  version: 3,
  sql: 'ALTER TABLE tracks ADD COLUMN bit_depth INTEGER',
} as const;
