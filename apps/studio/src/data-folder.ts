import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StudioError } from '@maobi/core';
import { newSecret } from '@maobi/http-api';
import envPaths from 'env-paths';

/** `MAOBI_HOME`, else the platform's standard folder for data of programs. */
export function dataFolderOf(environment: NodeJS.ProcessEnv): string {
  return resolve(environment['MAOBI_HOME'] || envPaths('maobi', { suffix: '' }).data);
}

/** Makes the folder, for its owner alone, and proves that it can be written. Throws `data-folder-unusable`. */
export function prepareDataFolder(folder: string): void {
  const trial = join(folder, `.trial-${randomUUID()}`);
  try {
    makeFolder(folder);
    writeFileSync(trial, '');
    rmSync(trial);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new StudioError('data-folder-unusable', `The data folder ${folder} cannot be written (${reason}).`, { cause });
  }
}

/** Not `recursive: true`: where a parent can neither be found nor made (`/proc/x/y`), Node then tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (caught) {
    if ((caught as NodeJS.ErrnoException).code !== 'EEXIST') throw caught; // another process was faster
  }
}

/**
 * The secret of this data folder, made when there is none: it signs browser sessions and opens the API to programs of
 * the same user. Only who can read the folder has it. Call while holding the folder's lock.
 */
export function localKeyOf(folder: string): string {
  const existing = readLocalKey(folder);
  if (existing !== null) return existing;
  const key = newSecret();
  writeFileSync(keyPath(folder), `${key}\n`, { mode: 0o600 });
  return key;
}

/** `null` when no studio ever ran on this folder. */
export function readLocalKey(folder: string): string | null {
  try {
    const key = readFileSync(keyPath(folder), 'utf8').trim();
    return key.length >= 40 ? key : null;
  } catch {
    return null; // not there, or not readable by this user
  }
}

/**
 * What names this data folder, wherever it lies: browsers keep by it what is not with the studio yet. Made when there is none. Call while holding
 * the folder's lock.
 */
export function studioIdOf(folder: string): string {
  const path = join(folder, 'studio.id');
  try {
    const id = readFileSync(path, 'utf8').trim();
    if (id !== '') return id;
  } catch {
    // the first start on this folder
  }
  const id = randomUUID();
  writeFileSync(path, `${id}\n`, { mode: 0o600 });
  return id;
}

function keyPath(folder: string): string {
  return join(folder, 'local.key');
}
