import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flushFile, flushFolder } from '../files/data-folder.ts';

/** What a start was about to do when it found the database damaged or gone. */
export interface RecoveryNote {
  /** Where the damaged files are put. */
  readonly aside: string;
  /** There was something in the database. */
  readonly heldSomething: boolean;
}

const pathOf = (databasePath: string): string => `${databasePath}.recovering`;

/** Stands beside the database until everything is taken over: a start that is broken off meanwhile is carried to its end by the next one. */
export async function noteRecovery(databasePath: string, note: RecoveryNote): Promise<void> {
  const path = pathOf(databasePath);
  await writeFile(`${path}.part`, JSON.stringify(note), { mode: 0o600 });
  await flushFile(`${path}.part`);
  await rename(`${path}.part`, path);
  await flushFolder(dirname(path));
}

/** `null`: none was broken off. */
export async function unfinishedRecovery(databasePath: string): Promise<RecoveryNote | null> {
  try {
    const { aside, heldSomething } = JSON.parse(await readFile(pathOf(databasePath), 'utf8')) as Partial<RecoveryNote>;
    return typeof aside === 'string' && typeof heldSomething === 'boolean' ? { aside, heldSomething } : null;
  } catch {
    return null;
  }
}

export async function recoveryIsDone(databasePath: string): Promise<void> {
  await rm(pathOf(databasePath), { force: true });
}
