/**
 * What the library's list sorts and filters by: ratings, tags one row each, and the mean of every feature and emotion of each
 * model's latest prediction of a track. A sketch of the emotion curves lies with the prediction; earlier ones have none.
 */
export const list = {
  version: 5,
  sql: `
    ALTER TABLE tracks ADD COLUMN rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5);
    CREATE INDEX tracks_by_rating ON tracks (rating, number);
    CREATE INDEX missing_tracks ON tracks (number) WHERE missing = 1;

    CREATE TABLE track_tags (
      tag    TEXT NOT NULL COLLATE NOCASE,
      track  INTEGER NOT NULL REFERENCES tracks (number) ON DELETE CASCADE,
      PRIMARY KEY (tag, track)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tags_by_track ON track_tags (track);
    WITH RECURSIVE split (track, tag, rest) AS (
      SELECT number, '', tags || char(10) FROM tracks WHERE tags <> ''
      UNION ALL
      SELECT track, substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1)
      FROM split WHERE rest <> ''
    )
    INSERT OR IGNORE INTO track_tags (tag, track) SELECT tag, track FROM split WHERE tag <> '';

    CREATE TABLE outputs (
      key       INTEGER PRIMARY KEY,
      model_id  TEXT NOT NULL,
      kind      TEXT NOT NULL CHECK (kind IN ('midLevel', 'emotion')),
      name      TEXT NOT NULL,
      UNIQUE (model_id, kind, name)
    ) STRICT;
    CREATE TABLE track_values (
      output  INTEGER NOT NULL REFERENCES outputs (key),
      track   INTEGER NOT NULL,
      value   REAL NOT NULL,
      PRIMARY KEY (output, track)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tracks_by_value ON track_values (output, value, track);
    CREATE TRIGGER values_go_with_their_track AFTER DELETE ON tracks BEGIN
      DELETE FROM track_values WHERE track = old.number AND output IN (SELECT key FROM outputs);
    END;

    ALTER TABLE predictions ADD COLUMN sketch BLOB;
    CREATE TEMP TABLE latest_values AS
      SELECT tracks.number AS track, latest.model_id, part.kind, mean.key AS name, mean.value
      FROM (SELECT track_id, model_id, record, max(created_at) FROM predictions GROUP BY track_id, model_id) AS latest
      JOIN tracks ON tracks.id = latest.track_id
      JOIN (SELECT 'midLevel' AS kind, '$.summary.midLevel' AS path
            UNION ALL SELECT 'emotion', '$.summary.emotions') AS part
      JOIN json_each(latest.record, part.path) AS mean
      WHERE mean.type IN ('integer', 'real');
    INSERT INTO outputs (model_id, kind, name) SELECT DISTINCT model_id, kind, name FROM latest_values;
    INSERT INTO track_values (output, track, value)
      SELECT outputs.key, track, value FROM latest_values JOIN outputs USING (model_id, kind, name);
    DROP TABLE latest_values;
  `,
} as const;
