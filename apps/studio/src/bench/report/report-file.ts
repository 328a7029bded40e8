import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { CommandError, UsageError } from '../../terminal/failures.ts';

/** Stands in every report: only a file that has it is overwritten. */
export const reportMark = '<meta name="generator" content="Maobi report">';

/** The page that a report will be written into; proven writable before anything is measured. */
export class ReportFile {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Throws `UsageError` for another format or a file that is no report, `CommandError` for a place that cannot be written. */
  static async prepare(filePath: string): Promise<ReportFile> {
    if (extname(filePath).toLowerCase() !== '.html') throw new UsageError(`A report is an .html file, not "${filePath}".`);
    const path = resolve(filePath);
    const present = await stat(path).catch(() => null);
    if (present && !(present.isFile() && (await readFile(path, 'utf8')).includes(reportMark))) {
      throw new UsageError(`${path} exists already and is no report of Maobi.`, 'Choose another name.');
    }
    const file = new ReportFile(path);
    await file.#write('', async (temporaryPath) => rm(temporaryPath));
    return file;
  }

  /** Puts the whole page in place at once. Throws `CommandError`. */
  async save(page: string): Promise<void> {
    await this.#write(page, (temporaryPath) => rename(temporaryPath, this.path));
  }

  async #write(text: string, finish: (temporaryPath: string) => Promise<void>): Promise<void> {
    const temporaryPath = join(dirname(this.path), `.maobi-${randomUUID()}.tmp`);
    try {
      const handle = await open(temporaryPath, 'wx');
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await finish(temporaryPath);
    } catch (cause) {
      await rm(temporaryPath, { force: true }).catch(() => undefined);
      const { code = 'unknown reason' } = cause as { code?: string };
      throw new CommandError(`The report ${this.path} cannot be written (${code}).`, 'Choose another place with --report.', cause);
    }
  }
}
