/** Tracks, projects, models seen, predictions, explanations, edits and settings. */
export const tables = {
  version: 1,
  sql: `
    CREATE TABLE tracks (
      number       INTEGER PRIMARY KEY AUTOINCREMENT,
      id           TEXT NOT NULL UNIQUE,
      name         TEXT NOT NULL,
      sort_name    TEXT NOT NULL,
      path         TEXT NOT NULL,
      tags         TEXT NOT NULL DEFAULT '',
      file_size    INTEGER NOT NULL,
      modified_ms  REAL NOT NULL,
      audio_hash   TEXT NOT NULL,
      duration     REAL NOT NULL,
      sample_rate  REAL NOT NULL,
      channels     INTEGER NOT NULL,
      frames       INTEGER NOT NULL,
      format       TEXT NOT NULL,
      imported_at  TEXT NOT NULL,
      missing      INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1))
    ) STRICT;
    CREATE UNIQUE INDEX one_present_track_a_path ON tracks (path) WHERE missing = 0;
    CREATE INDEX tracks_by_path ON tracks (path);
    CREATE INDEX tracks_by_audio ON tracks (audio_hash);
    CREATE INDEX tracks_by_name ON tracks (sort_name, number);
    CREATE INDEX tracks_by_duration ON tracks (duration, number);

    CREATE TABLE projects (
      id               TEXT PRIMARY KEY NOT NULL,
      name             TEXT NOT NULL,
      active_track_id  TEXT REFERENCES tracks (id) ON DELETE SET NULL,
      created_at       TEXT NOT NULL,
      updated_at       TEXT NOT NULL,
      opened_at        TEXT NOT NULL,
      view             TEXT NOT NULL
    ) STRICT;
    CREATE INDEX projects_by_active_track ON projects (active_track_id);
    CREATE TABLE project_tracks (
      project_id  TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      track_id    TEXT NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
      position    INTEGER NOT NULL,
      PRIMARY KEY (project_id, track_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX projects_by_track ON project_tracks (track_id);

    CREATE TABLE models (
      id             TEXT NOT NULL,
      version        TEXT NOT NULL,
      hash           TEXT NOT NULL,
      name           TEXT NOT NULL,
      first_seen_at  TEXT NOT NULL,
      last_seen_at   TEXT NOT NULL,
      PRIMARY KEY (id, version, hash)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE predictions (
      id             TEXT PRIMARY KEY NOT NULL,
      track_id       TEXT NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
      model_id       TEXT NOT NULL,
      model_version  TEXT NOT NULL,
      model_hash     TEXT NOT NULL,
      settings_hash  TEXT NOT NULL,
      record         TEXT NOT NULL,
      curves_key     TEXT NOT NULL,
      created_at     TEXT NOT NULL,
      UNIQUE (track_id, model_hash, settings_hash)
    ) STRICT;

    CREATE TABLE label_maps (
      hash      TEXT PRIMARY KEY NOT NULL,
      deflated  BLOB NOT NULL
    ) STRICT;
    CREATE TABLE explanations (
      id             TEXT PRIMARY KEY NOT NULL,
      track_id       TEXT NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
      model_hash     TEXT NOT NULL,
      settings_hash  TEXT NOT NULL,
      summary        TEXT NOT NULL,
      segments       TEXT NOT NULL,
      picture        TEXT NOT NULL,
      labels_hash    TEXT NOT NULL REFERENCES label_maps (hash),
      created_at     TEXT NOT NULL,
      UNIQUE (track_id, model_hash, settings_hash)
    ) STRICT;
    CREATE INDEX explanations_by_label_map ON explanations (labels_hash);
    CREATE TRIGGER label_map_goes_with_its_last_explanation AFTER DELETE ON explanations
    WHEN NOT EXISTS (SELECT 1 FROM explanations WHERE labels_hash = old.labels_hash)
    BEGIN
      DELETE FROM label_maps WHERE hash = old.labels_hash;
    END;

    CREATE TABLE edits (
      track_id  TEXT PRIMARY KEY NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
      revision  INTEGER NOT NULL,
      position  INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE edit_history (
      track_id    TEXT NOT NULL REFERENCES edits (track_id) ON DELETE CASCADE,
      position    INTEGER NOT NULL CHECK (position > 0),
      label       TEXT NOT NULL,
      steps       TEXT NOT NULL,
      created_at  TEXT NOT NULL,
      PRIMARY KEY (track_id, position)
    ) STRICT;

    CREATE TABLE settings (
      key    TEXT PRIMARY KEY NOT NULL,
      value  TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
} as const;
