import { StudioError } from '@maobi/core';
import type { RawDatabase } from '../database/connection.ts';
import { isCorruption, translated } from '../database/foreign-errors.ts';

export interface Damage {
  /** In SQLite's words. */
  readonly text: string;
  /** Only what can be made anew from the messages is damaged. */
  readonly isSearchIndexOnly: boolean;
}

/** What is wrong with the structure of the database; `null` when nothing was found. */
export function damageOf(raw: RawDatabase, path: string): Damage | null {
  try {
    const rows = raw.prepare('pragma quick_check(10)').all() as { quick_check: string }[];
    const lines = rows.map((row) => row.quick_check).filter((line) => line !== 'ok');
    if (lines.length === 0) return null;
    return { text: lines.join('; '), isSearchIndexOnly: lines.every((line) => /fts5.*search_index/i.test(line)) };
  } catch (error) {
    const known = translated(error, path);
    if (isCorruption(known)) return { text: (known as StudioError).message, isSearchIndexOnly: false };
    throw known;
  }
}
