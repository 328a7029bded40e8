import { type Log, StudioError } from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import type { DataFolder } from '../files/data-folder.ts';
import { listBackups, takeBackup } from './backups.ts';

const dayMs = 24 * 60 * 60 * 1000;
const lookEveryMs = 60 * 60 * 1000;

interface DailyBackupsOptions {
  readonly queries: Queries;
  readonly folder: DataFolder;
  readonly now: () => string;
  readonly log: Log | null;
}

/** Takes a backup when the newest one is a day old: at once, and later while the studio stays open. */
export class DailyBackups {
  readonly #options: DailyBackupsOptions;
  readonly #timer: NodeJS.Timeout;
  #underWay: Promise<void> = Promise.resolve();

  constructor(options: DailyBackupsOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.takeWhenDue(), lookEveryMs).unref();
  }

  /** Never throws: a backup that fails is no reason not to write; it is tried again an hour later. */
  takeWhenDue(): Promise<void> {
    this.#underWay = this.#underWay.then(() => this.#takeWhenDue());
    return this.#underWay;
  }

  async #takeWhenDue(): Promise<void> {
    const { queries, folder, now, log } = this.#options;
    try {
      const newest = (await listBackups(folder)).find(({ kind }) => kind === 'daily');
      const ageMs = newest ? Date.parse(now()) - Date.parse(newest.takenAt) : Infinity;
      // a negative age is a clock that was set back: better one backup too many
      if (ageMs < 0 || ageMs >= dayMs) await takeBackup(queries, folder, 'daily', now());
    } catch (error) {
      log?.warn({ error: StudioError.from(error).message }, 'the daily backup failed');
    }
  }

  /** Waits for a backup under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }
}
