import { titleOrder } from '@maobi/core';
import { DatabaseSync } from '@photostructure/sqlite';
import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { assertSafeVersion } from './sqlite-version.ts';
import { suspect } from '../recovery/suspicion.ts';
import { isCorruption, translated } from './foreign-errors.ts';
import type { Tables } from './tables.ts';

export type RawDatabase = InstanceType<typeof DatabaseSync>;
export type Queries = Kysely<Tables>;

export interface Connection {
  readonly raw: RawDatabase;
  readonly queries: Queries;
  readonly sqliteVersion: string;
}

/**
 * `synchronous = FULL`: a commit returns only after the log was flushed to the disk, so what is acknowledged survives a
 * power cut. `mmap_size = 0`: a stray write in native code cannot reach the file, and I/O errors stay errors.
 * `trusted_schema`, `cell_size_check`: a file that was tampered with or damaged is noticed early.
 */
const pragmas = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma mmap_size = 0;
  pragma trusted_schema = off;
  pragma cell_size_check = on;
  pragma journal_size_limit = 67108864;
`;

/** The one connection that writes. Errors of SQLite leave it as `StudioError`. */
export function openConnection(path: string): Connection {
  const sqliteVersion = linkedVersion();
  assertSafeVersion(sqliteVersion);
  try {
    const raw = new DatabaseSync(path, { timeout: 5000 });
    try {
      raw.exec(pragmas);
      raw.function('title_order', { deterministic: true, directOnly: true }, titleOrder);
      return { raw, queries: new Kysely({ dialect: new OneConnectionDialect(raw, path) }), sqliteVersion };
    } catch (error) {
      raw.close();
      throw error;
    }
  } catch (error) {
    throw translated(error, path);
  }
}

function linkedVersion(): string {
  const memory = new DatabaseSync(':memory:');
  const { version } = memory.prepare('select sqlite_version() as version').get() as { version: string };
  memory.close();
  return version;
}

class OneConnectionDialect extends SqliteDialect {
  constructor(raw: RawDatabase, path: string) {
    super({ database: kyselyDatabase(raw, path) });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSchemaAdapter();
  }
}

/** SQLite changes schemas inside transactions; kysely only assumes that other tools do not. */
class TransactionalSchemaAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function kyselyDatabase(raw: RawDatabase, path: string): SqliteDatabase {
  const prepared = new PreparedStatements(raw);
  const guarded = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      const known = translated(error, path);
      if (isCorruption(known)) suspect(path);
      throw known;
    }
  };
  return {
    close: () => guarded(() => raw.close()),
    prepare(sql): SqliteStatement {
      // a failed commit (disk full) has ended the transaction already; rolling back then would hide the first error
      if (sql === 'rollback' && !raw.isTransaction) return nothingToDo;
      const { statement, reader } = guarded(() => prepared.of(sql));
      return {
        reader,
        all: (parameters) => guarded(() => statement.all(...parameters.map(storable))),
        run: (parameters) => guarded(() => statement.run(...parameters.map(storable))),
        // of its own: one that is still being read must not begin anew because somebody else asks the same
        iterate: (parameters) => guarded(() => raw.prepare(sql).iterate(...parameters.map(storable))),
      };
    },
  };
}

type Statement = ReturnType<RawDatabase['prepare']>;

/** Statements that were used last: making one takes longer than most of them take. */
class PreparedStatements {
  static readonly #most = 100;
  readonly #raw: RawDatabase;
  readonly #kept = new Map<string, { readonly statement: Statement; readonly reader: boolean }>();

  constructor(raw: RawDatabase) {
    this.#raw = raw;
  }

  of(sql: string): { readonly statement: Statement; readonly reader: boolean } {
    const kept = this.#kept.get(sql) ?? this.#prepare(sql);
    this.#kept.delete(sql);
    this.#kept.set(sql, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > PreparedStatements.#most && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }

  #prepare(sql: string): { readonly statement: Statement; readonly reader: boolean } {
    const statement = this.#raw.prepare(sql);
    return { statement, reader: statement.columns().length > 0 };
  }
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

/** SQLite ends a text at U+0000: without this everything behind it would be lost. */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}
