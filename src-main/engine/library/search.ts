import type Sqlite from 'better-sqlite3';

/**
 * A user's words as an FTS5 query: every word must occur as the beginning of a word. Each is quoted, so that
 * nothing the user types is read as query syntax. Undefined when there is no letter or digit to look for.
 */
export function searchExpression(text: string): string | undefined {
  const terms = text
    .split(/[\s\0]+/u)
    .filter((term) => /[\p{L}\p{N}\p{Co}]/u.test(term))
    .map((term) => `"${term.replaceAll('"', '""')}"*`);
  return terms.length > 0 ? terms.join(' ') : undefined;
}

/** A name as people expect it in a list: case and accents do not matter, "Take 9" comes before "Take 10". */
export function sortKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'));
}

/** Makes the full-text index anew from the tracks. */
export function rebuildSearchIndex(sqlite: Sqlite.Database): void {
  sqlite.exec("INSERT INTO tracks_fts (tracks_fts) VALUES ('rebuild')");
}
