import { StudioError } from '@maobi/core';
import type { RawDatabase } from './connection.ts';
import { isCorruption, translated } from './foreign-errors.ts';

/** What is wrong with the structure of the database, in SQLite's words; `null` when nothing was found. */
export function damageOf(raw: RawDatabase, path: string): string | null {
  try {
    const row = raw.prepare('pragma quick_check(1)').get() as { quick_check: string };
    return row.quick_check === 'ok' ? null : row.quick_check;
  } catch (error) {
    const known = translated(error, path);
    if (isCorruption(known)) return (known as StudioError).message;
    throw known;
  }
}
