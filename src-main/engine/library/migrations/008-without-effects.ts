/** Effects follow from the mid-level means and the model; kept with every prediction they were most of a large library. */
export const withoutEffects = {
  version: 8,
  sql: `UPDATE predictions SET record = json_remove(record, '$.summary.effects')`,
} as const;
