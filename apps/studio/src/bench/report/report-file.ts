import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { tryWholeFile, writeWholeFile } from '../../files/whole-file.ts';
import { UsageError } from '../../terminal/failures.ts';

const advice = 'Choose another place with --report.';

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
    await tryWholeFile(path, advice);
    return new ReportFile(path);
  }

  /** Puts the whole page in place at once. Throws `CommandError`. */
  async save(page: string): Promise<void> {
    await writeWholeFile(this.path, page, advice);
  }
}
