import { readFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Where it can be looked up how a file was opened. */
export const knowsHowFilesAreOpen = process.platform === 'linux';

const accessMode = 0o3;
const readOnly = 0;
const appending = 0o2000;

/**
 * Does some work while open files refuse what Windows refuses: one opened for reading brings nothing onto the disk, one opened for appending is made no
 * shorter. Sources: Microsoft's `FlushFileBuffers` (needs `GENERIC_WRITE`), and libuv, which takes `FILE_WRITE_DATA` away from what it opens for appending.
 * Linux only.
 */
export async function underWindowsRules(work: () => Promise<void>): Promise<void> {
  const handles = await prototypeOfHandles();
  const { sync, truncate } = handles;
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {};
  handles.sync = async function (this: FileHandle) {
    if ((flagsOf(this) & accessMode) === readOnly) throw refused('fsync');
    return sync.call(this);
  };
  handles.truncate = async function (this: FileHandle, length?: number) {
    if ((flagsOf(this) & appending) !== 0) throw refused('ftruncate');
    return truncate.call(this, length);
  };
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  try {
    await work();
  } finally {
    Object.assign(handles, { sync, truncate });
    Object.defineProperty(process, 'platform', platform);
  }
}

async function prototypeOfHandles(): Promise<Pick<FileHandle, 'sync' | 'truncate'>> {
  await using handle = await open(import.meta.filename, 'r');
  return Object.getPrototypeOf(handle) as Pick<FileHandle, 'sync' | 'truncate'>;
}

function flagsOf({ fd }: FileHandle): number {
  const octal = /^flags:\s+([0-7]+)$/mu.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '';
  return Number.parseInt(octal, 8);
}

function refused(action: string): Error {
  return Object.assign(new Error(`EPERM: operation not permitted, ${action}`), { code: 'EPERM' });
}
