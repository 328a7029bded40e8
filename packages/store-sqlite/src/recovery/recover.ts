import { type Log, StudioError, type StoreNotice } from '@maobi/core';
import type { Connection } from '../database/connection.ts';
import { countAllAnew } from '../documents/section-counts.ts';
import { rebuildSearch } from '../search/rebuild-search.ts';
import type { Recovery } from './open-database.ts';
import { salvage, type Salvaged } from './salvage.ts';

/** Takes over what the damaged file still holds, and says in one sentence what happened and what is missing. */
export async function recover({ raw, queries }: Connection, recovery: Recovery, log: Log | null): Promise<StoreNotice> {
  const { backup, keptAs } = recovery;
  const backupAt = backup?.takenAt ?? null;
  if (keptAs === null) {
    return {
      code: 'restored-from-backup',
      text: `The database had vanished; ${restored(recovery)}, what was written after it is missing.`,
      recovery: { backupAt, keptAs, messages: 0, sectionTexts: 0 },
    };
  }
  const salvaged = salvageFrom(raw, keptAs, log);
  await rebuildSearch(queries);
  await countAllAnew(queries);
  const taken = [counted(salvaged.messages, 'message'), counted(salvaged.versions, 'text of a section', 'texts of sections')]
    .flat()
    .join(' and ');
  const more = taken === '' ? 'nothing newer could be read from it' : `${taken} could be read from it as well`;
  const text = `The database was damaged and is kept as ${keptAs}; ${restored(recovery)}, ${more}.`;
  const { messages, versions: sectionTexts } = salvaged;
  return { code: backup ? 'restored-from-backup' : 'set-aside', text, recovery: { backupAt, keptAs, messages, sectionTexts } };
}

/** Never throws: the damaged file is kept, and a studio with the backup is better than none. */
function salvageFrom(raw: Connection['raw'], keptAs: string, log: Log | null): Salvaged {
  try {
    return salvage(raw, keptAs);
  } catch (error) {
    log?.warn({ error: StudioError.from(error).message, keptAs }, 'nothing could be taken over from the damaged database');
    return { messages: 0, versions: 0 };
  }
}

function restored({ backup }: Recovery): string {
  if (!backup) return 'there was no backup to restore';
  return `the backup of ${backup.takenAt.slice(0, 16).replace('T', ' ')} UTC was restored`;
}

/** Nothing for none. */
function counted(total: number, one: string, many = `${one}s`): string[] {
  return total === 0 ? [] : [`${total} ${total === 1 ? one : many}`];
}
