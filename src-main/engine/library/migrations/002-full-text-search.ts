/** Full-text search over tracks. The index holds no text of its own; `rebuild` takes in what is there already. */
export const fullTextSearch = {
  version: 2,
  sql: `
    CREATE VIRTUAL TABLE tracks_fts USING fts5 (
      name, path, tags,
      content = 'tracks', content_rowid = 'number',
      tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    );
    INSERT INTO tracks_fts (tracks_fts) VALUES ('rebuild');

    CREATE TRIGGER track_becomes_searchable AFTER INSERT ON tracks BEGIN
      INSERT INTO tracks_fts (rowid, name, path, tags) VALUES (new.number, new.name, new.path, new.tags);
    END;
    CREATE TRIGGER track_leaves_search AFTER DELETE ON tracks BEGIN
      INSERT INTO tracks_fts (tracks_fts, rowid, name, path, tags)
      VALUES ('delete', old.number, old.name, old.path, old.tags);
    END;
    CREATE TRIGGER track_changes_in_search AFTER UPDATE OF name, path, tags ON tracks BEGIN
      INSERT INTO tracks_fts (tracks_fts, rowid, name, path, tags)
      VALUES ('delete', old.number, old.name, old.path, old.tags);
      INSERT INTO tracks_fts (rowid, name, path, tags) VALUES (new.number, new.name, new.path, new.tags);
    END;
  `,
} as const;
