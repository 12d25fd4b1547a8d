/** Folders whose new recordings come into the library by themselves. */
export const watchedFolders = {
  version: 7,
  sql: `
    CREATE TABLE watched_folders (
      number    INTEGER PRIMARY KEY,
      id        TEXT NOT NULL UNIQUE,
      path      TEXT NOT NULL UNIQUE,
      paused    INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
      added_at  TEXT NOT NULL
    ) STRICT;
  `,
} as const;
