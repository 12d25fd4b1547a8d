/** Edit lists kept by name. */
export const versions = {
  version: 6,
  sql: `
    CREATE TABLE versions (
      number      INTEGER PRIMARY KEY,
      id          TEXT NOT NULL UNIQUE,
      track_id    TEXT NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
      name        TEXT NOT NULL,
      steps       TEXT NOT NULL,
      created_at  TEXT NOT NULL
    ) STRICT;
    CREATE INDEX versions_of_track ON versions (track_id, number);
  `,
} as const;
