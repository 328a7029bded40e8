import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect } from 'vitest';

/** Destroys the page of the database on which this text stands first. */
export function damagePageWith(databasePath: string, text: string): void {
  const raw = new DatabaseSync(databasePath);
  raw.exec('pragma wal_checkpoint(truncate)');
  raw.close();
  const bytes = readFileSync(databasePath);
  const pageSize = bytes.readUInt16BE(16);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(0);
  const page = Math.floor(at / pageSize) * pageSize;
  bytes.fill(0xa5, page, page + 64);
  writeFileSync(databasePath, bytes);
}
