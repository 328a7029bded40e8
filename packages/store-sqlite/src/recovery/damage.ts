import { StudioError } from '@maobi/core';
import type { RawDatabase } from '../database/connection.ts';
import { isCorruption, translated } from '../database/foreign-errors.ts';

export interface Damage {
  /** In SQLite's words. */
  readonly text: string;
  /** Only what can be made anew from the texts is damaged. */
  readonly isSearchIndexOnly: boolean;
}

/** What is wrong with the structure of the database; `null` when nothing was found. */
export function damageOf(raw: RawDatabase, path: string): Damage | null {
  try {
    const lines = checkLines(raw).filter((line) => line !== 'ok');
    if (lines.length === 0) return null;
    return { text: lines.join('; '), isSearchIndexOnly: lines.every((line) => /fts5.*(search|document|comment)_index/i.test(line)) };
  } catch (error) {
    const known = translated(error, path);
    if (isCorruption(known)) return { text: (known as StudioError).message, isSearchIndexOnly: false };
    throw known;
  }
}

/**
 * Through `exec`, because the driver cannot finalize a prepared statement: it would hold the file open after `close`, and
 * a file that is open cannot be renamed on Windows.
 */
function checkLines(raw: RawDatabase): string[] {
  const lines: string[] = [];
  raw.function('report_line', { directOnly: true }, (line: string) => {
    lines.push(line);
    return null;
  });
  raw.exec('select report_line(quick_check) from pragma_quick_check');
  return lines;
}
