import { indexedText, StudioError } from '@maobi/core';
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { RawDatabase } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';
import { initial } from './0001-initial.ts';
import { calibration } from './0002-calibration.ts';
import { documents } from './0003-documents.ts';
import { jobs } from './0004-jobs.ts';
import { batches } from './0005-batches.ts';
import { documentConversations } from './0006-document-conversations.ts';
import { documentSearch } from './0007-document-search.ts';
import { comments } from './0008-comments.ts';
import { comparison } from './0009-comparison.ts';
import { commentSearch } from './0010-comment-search.ts';
import { batchTexts } from './0011-batch-texts.ts';
import { removedRows } from './0012-removed-rows.ts';

/** In order; the names stand in every database, so they never change. */
const migrations: Readonly<Record<string, string>> = {
  '0001-initial': initial,
  '0002-calibration': calibration,
  '0003-documents': documents,
  '0004-jobs': jobs,
  '0005-batches': batches,
  '0006-document-conversations': documentConversations,
  '0007-document-search': documentSearch,
  '0008-comments': comments,
  '0009-comparison': comparison,
  '0010-comment-search': commentSearch,
  '0011-batch-texts': batchTexts,
  '0012-removed-rows': removedRows,
};

/** Names of the migrations this database has not had yet. Throws `database-newer-than-app` when it had unknown ones. */
export async function pendingMigrations(queries: Kysely<Tables>): Promise<string[]> {
  const applied = await appliedMigrations(queries);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new StudioError('database-newer-than-app', 'This data was written by a newer Maobi, which this one cannot read.', {
      details: { unknownMigrations: unknown },
    });
  }
  return Object.keys(migrations).filter((name) => !applied.includes(name));
}

async function appliedMigrations(queries: Kysely<Tables>): Promise<string[]> {
  const table = await sql`select 1 from sqlite_schema where name = 'kysely_migration'`.execute(queries);
  if (table.rows.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(queries);
  return rows.map(({ name }) => name);
}

/** Brings the database to the newest schema, all or nothing. */
export async function migrate(queries: Kysely<Tables>, raw: RawDatabase): Promise<void> {
  raw.function('search_tokens', { deterministic: true, directOnly: true }, indexedText);
  const provider = {
    getMigrations: async () => Object.fromEntries(Object.entries(migrations).map(([name, text]) => [name, step(raw, text)])),
  };
  const { error } = await new Migrator({ db: queries, provider }).migrateToLatest();
  if (error !== undefined) throw StudioError.from(error);
}

function step(raw: RawDatabase, text: string): Migration {
  // kysely runs one statement at a time; a migration is many, on the same connection and in its transaction
  return { up: async () => raw.exec(text) };
}
