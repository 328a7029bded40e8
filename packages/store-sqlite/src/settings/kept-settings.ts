import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@maobi/contract';
import { DatabaseSync } from '@photostructure/sqlite';
import { translated } from '../database/foreign-errors.ts';
import { settingsOf } from './sqlite-settings.ts';

/**
 * The settings in a data folder that another process may have open; the defaults where nothing was kept yet. Nothing is locked or
 * changed. Throws `database-corrupt` and the like when they cannot be read.
 */
export function keptSettings(folder: string): Settings {
  const path = join(folder, 'maobi.sqlite');
  if (!existsSync(path)) return settingsOf([]);
  try {
    const raw = new DatabaseSync(path, { readOnly: true, timeout: 2000 });
    try {
      const isThere = raw.prepare("select 1 from sqlite_schema where name = 'setting'").get();
      return settingsOf(isThere ? (raw.prepare('select name, value from setting').all() as { name: string; value: string }[]) : []);
    } finally {
      raw.close();
    }
  } catch (error) {
    throw translated(error, path);
  }
}
