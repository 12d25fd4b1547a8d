/** How familiar each window was to the model; null where the model gives none, and for predictions made before it was noted. */
export const familiarity = {
  version: 4,
  sql: `
    ALTER TABLE predictions ADD COLUMN familiarity BLOB;
    UPDATE predictions SET record = json_set(record, '$.summary.familiarity', json('null'));
  `,
} as const;
