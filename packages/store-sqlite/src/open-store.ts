import { type Log, type Store, type StoreNotice, StudioError } from '@maobi/core';
import { sql } from 'kysely';
import { takeBackup } from './backups/backups.ts';
import { DailyBackups } from './backups/daily-backups.ts';
import { SqliteBatches } from './batches/sqlite-batches.ts';
import { SqliteBin } from './bin/sqlite-bin.ts';
import { SqliteCalibrations } from './calibrations/sqlite-calibrations.ts';
import { SqliteComparisons } from './calibrations/sqlite-comparisons.ts';
import { SqliteConversations } from './conversations/sqlite-conversations.ts';
import { SqliteComments } from './documents/sqlite-comments.ts';
import { SqliteDocuments } from './documents/sqlite-documents.ts';
import { openDataFolder } from './files/data-folder.ts';
import { FileImages, removeParts } from './images/file-images.ts';
import { SqliteJobs } from './jobs/sqlite-jobs.ts';
import { SqliteNight } from './jobs/sqlite-night.ts';
import { SqlitePolishing } from './jobs/sqlite-polishing.ts';
import { migrate, pendingMigrations } from './migrations/migrate.ts';
import { openDatabase } from './recovery/open-database.ts';
import { recover } from './recovery/recover.ts';
import { recoveryIsDone } from './recovery/recovery-note.ts';
import { SqliteRuns } from './runs/sqlite-runs.ts';
import { rebuildSearch } from './search/rebuild-search.ts';
import { SqliteSettings } from './settings/sqlite-settings.ts';

export interface SqliteStoreOptions {
  /** The data folder; made when it is missing. Whoever opens it makes sure that nobody else has it open. */
  readonly folder: string;
  /** ISO 8601 in UTC; names backups and says when the next is due. */
  readonly now: () => string;
  readonly log?: Log;
}

/**
 * Opens `maobi.sqlite` in the data folder, checks it, backs it up when due and brings it to the newest schema.
 *
 * Throws `data-folder-unusable`, `database-newer-than-app`, `disk-full` or `already-running`. Damage is no error: the
 * newest good backup takes its place and `notices` says so.
 */
export async function openSqliteStore({ folder: path, now, log }: SqliteStoreOptions): Promise<Store> {
  const folder = await openDataFolder(path);
  const { connection, isNew, needsIndex, recovery } = await openDatabase(folder, now());
  const { queries, raw, sqliteVersion } = connection;
  const notices: StoreNotice[] = [];
  try {
    await removeParts(folder);
    const pending = await pendingMigrations(queries);
    if (pending.length > 0 && !isNew) await takeBackup(queries, folder, 'upgrade', now());
    if (pending.length > 0) await migrate(queries, raw);
    if (recovery) {
      notices.push(await recover(connection, recovery, log ?? null));
      await recoveryIsDone(folder.database);
    }
    if (needsIndex) await rebuildSearch(queries);
  } catch (error) {
    raw.close();
    throw error;
  }
  const backups = new DailyBackups({ queries, folder, now, log: log ?? null });
  if (!isNew) await backups.takeWhenDue();
  for (const notice of notices) log?.warn({ code: notice.code }, notice.text);
  return {
    conversations: new SqliteConversations(queries),
    documents: new SqliteDocuments(queries),
    comments: new SqliteComments(queries),
    jobs: new SqliteJobs(queries),
    polishing: new SqlitePolishing(queries),
    night: new SqliteNight(queries),
    batches: new SqliteBatches(queries),
    bin: new SqliteBin(queries),
    images: new FileImages(queries, folder),
    runs: new SqliteRuns(queries),
    settings: new SqliteSettings(queries),
    calibrations: new SqliteCalibrations(queries),
    comparisons: new SqliteComparisons(queries),
    notices,
    version: sqliteVersion,
    async [Symbol.asyncDispose]() {
      await backups.stop();
      // into the one file that people copy; the driver's `close` alone leaves that to the end of the process
      await sql`pragma wal_checkpoint(truncate)`.execute(queries).catch((error: unknown) => {
        log?.warn({ error: StudioError.from(error).message }, 'the log stays beside the database until the next start');
      });
      await queries.destroy();
    },
  };
}
