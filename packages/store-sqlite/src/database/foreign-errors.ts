import { StudioError } from '@maobi/core';

/** Primary result codes of SQLite (sqlite.org/rescode.html); the extended ones hold them in their low byte. */
const resultCode = { busy: 5, locked: 6, readOnly: 8, inputOutput: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const;

/** The driver leaves the code out of what reading several rows throws; then SQLite's own words tell it. */
const codeByMessage: readonly (readonly [words: string, code: number])[] = [
  ['database is locked', resultCode.busy],
  ['database table is locked', resultCode.locked],
  ['attempt to write a readonly database', resultCode.readOnly],
  ['disk I/O error', resultCode.inputOutput],
  ['database disk image is malformed', resultCode.corrupt],
  ['database or disk is full', resultCode.full],
  ['unable to open database file', resultCode.cannotOpen],
  ['file is not a database', resultCode.notADatabase],
];

/** What SQLite or the file system threw, as something the writer can act on. */
export function translated(caught: unknown, path: string): unknown {
  if (caught instanceof StudioError || !(caught instanceof Error)) return caught;
  if ('code' in caught && caught.code === 'ERR_SQLITE_ERROR') return fromSqlite(caught, path);
  return isFileError(caught) ? fromFileSystem(caught, path) : caught;
}

export function isCorruption(caught: unknown): boolean {
  return caught instanceof StudioError && caught.code === 'database-corrupt';
}

/** The primary result code of what the driver threw; 0 when it names none. */
export function primaryCode(error: Error): number {
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return codeByMessage.find(([words]) => error.message.includes(words))?.[1] ?? 0;
}

function isFileError(error: Error): error is NodeJS.ErrnoException {
  return 'syscall' in error && 'code' in error;
}

function fromSqlite(error: Error, path: string): unknown {
  switch (primaryCode(error)) {
    case resultCode.full:
      return diskFull(path, error);
    case resultCode.corrupt:
    case resultCode.notADatabase:
      return new StudioError('database-corrupt', `The database ${path} is damaged (${error.message}).`, {
        cause: error,
        hint: 'Start Maobi again: it sets the damaged file aside and restores the newest backup.',
      });
    case resultCode.busy:
    case resultCode.locked:
      return new StudioError('already-running', `Another program is using the database ${path}.`, { cause: error });
    case resultCode.readOnly:
    case resultCode.inputOutput:
    case resultCode.cannotOpen:
      return unusable(path, error.message, error);
    default:
      return error;
  }
}

function fromFileSystem(error: NodeJS.ErrnoException, path: string): StudioError {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return diskFull(path, error);
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'it is not a folder',
    EEXIST: 'it is not a folder',
  };
  return unusable(path, reasons[error.code ?? ''] ?? error.message, error);
}

function diskFull(path: string, cause: Error): StudioError {
  return new StudioError('disk-full', `There is no space left on the disk for ${path}.`, {
    cause,
    hint: 'Free some space and try again; everything saved so far is kept.',
  });
}

function unusable(path: string, reason: string, cause: Error): StudioError {
  return new StudioError('data-folder-unusable', `Maobi cannot use ${path}: ${reason}.`, { cause });
}
