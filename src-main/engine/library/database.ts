import Sqlite from 'better-sqlite3';
import { type Compilable, Kysely, type RawBuilder, SqliteDialect } from 'kysely';
import type { Schema } from './schema.ts';
import { rebuildSearchIndex } from './search.ts';
import { isIndexDamage, libraryError } from './sqlite-errors.ts';

/**
 * One connection to the library. Queries are built by Kysely, which types them, and run at once: SQLite
 * answers in the calling thread anyway, and a transaction that never awaits cannot be entered by other work.
 * Every failure leaves as a MezzoError; a damaged search index is made anew instead, since all of it can be.
 */
export interface Database extends Disposable {
  /** The SQLite file. */
  readonly file: string;
  readonly build: Kysely<Schema>;
  all<Row>(query: Compilable<Row>): Row[];
  first<Row>(query: Compilable<Row>): Row | undefined;
  /** The first column of every row, a number: many rows without making an object of each. */
  numbers(query: RawBuilder<unknown>): number[];
  /** Another text whenever something was written, by this connection or by another: what was read under the same text still holds. */
  state(): string;
  /** Runs a statement without result rows; the number of rows it changed. */
  run(query: Compilable): number;
  /** All of `work` or nothing of it. Takes the write lock first, so that what it reads stays true until it ends. */
  transaction<Result>(work: () => Result): Result;
}

/** How long a statement waits for another process to finish writing, in milliseconds. */
const busyTimeoutMs = 5000;

const preparedStatementsKept = 200;

/** Enough for the indexes the list of 50,000 tracks walks through; taken only as pages are read. */
const pageCacheKilobytes = 32 * 1024;

/** Opens a connection with the library's settings. The caller migrates it. */
export function connect(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: busyTimeoutMs });
  try {
    sqlite.pragma('journal_mode = WAL');
    // FULL: what is reported as saved also survives a loss of power, at one fsync a transaction.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma(`cache_size = ${-pageCacheKilobytes}`);
    return sqlite;
  } catch (cause) {
    sqlite.close();
    throw cause;
  }
}

/** Typed queries over a connection; disposing of it closes the connection. */
export function databaseOver(sqlite: Sqlite.Database): Database {
  const file = sqlite.name;
  const build = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
  const statements = new Map<string, Sqlite.Statement>();

  const prepare = (sql: string): Sqlite.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= preparedStatementsKept) statements.clear();
    const statement = sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (cause) {
      if (!isIndexDamage(cause)) throw libraryError(cause, file);
    }
    try {
      rebuildSearchIndex(sqlite);
      return work();
    } catch (cause) {
      throw libraryError(cause, file);
    }
  };

  return {
    file,
    build,
    all<Row>(query: Compilable<Row>) {
      const { sql, parameters } = query.compile();
      return guarded(() => prepare(sql).all(...parameters) as Row[]);
    },
    first<Row>(query: Compilable<Row>) {
      const { sql, parameters } = query.compile();
      return guarded(() => prepare(sql).get(...parameters) as Row | undefined);
    },
    numbers(query) {
      const { sql, parameters } = query.compile(build);
      return guarded(
        () =>
          prepare(sql)
            .pluck()
            .all(...parameters) as number[],
      );
    },
    state: () =>
      guarded(() => {
        const byOthers = sqlite.pragma('data_version', { simple: true });
        return `${byOthers} ${prepare('SELECT total_changes()').pluck().get()}`;
      }),
    run(query) {
      const { sql, parameters } = query.compile();
      return guarded(() => prepare(sql).run(...parameters).changes);
    },
    transaction: (work) => guarded(() => sqlite.transaction(work).immediate()),
    [Symbol.dispose]: () => {
      sqlite.close();
    },
  };
}
