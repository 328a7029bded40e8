import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** A note beside the database that SQLite found it damaged while it was in use: the next start checks it, however large. */
const noteOf = (databasePath: string): string => `${databasePath}.suspect`;

export function suspect(databasePath: string): void {
  try {
    writeFileSync(noteOf(databasePath), '', { mode: 0o600 });
  } catch {
    // the error that led here is on its way to the writer, and says more than this one
  }
}

export function isSuspect(databasePath: string): boolean {
  return existsSync(noteOf(databasePath));
}

export function clearSuspicion(databasePath: string): void {
  rmSync(noteOf(databasePath), { force: true });
}
