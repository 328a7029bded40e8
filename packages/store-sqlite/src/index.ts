/** The Store port on one SQLite file in the data folder, and the lock that keeps it to one process. */
export { type FolderLock, lockDataFolder } from './locking/folder-lock.ts';
export { keptSettings } from './settings/kept-settings.ts';
export { openSqliteStore, type SqliteStoreOptions } from './open-store.ts';
