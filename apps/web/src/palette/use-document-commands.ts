import type { DocumentDetail } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { DocumentActions } from '../document/document-actions.ts';
import { downloadMarkdown } from '../document/export/download-markdown.ts';
import { useCopyMarkdown } from '../document/export/use-copy-markdown.ts';
import { historyOf } from '../document/history/document-history.ts';
import { nextJob } from '../document/job/next-job.ts';
import { togglePreference, useReadingPreferences } from '../document/reading/reading-preferences.ts';
import { useAttempt } from '../document/use-attempt.ts';
import { wantPart } from '../document/wanted-part.ts';
import { canPolishAll, hasText, isActive } from '../document/writing-progress.ts';
import { commandKey, replaceKeys } from '../keyboard/shortcuts.ts';
import { useTranslation } from '../language/use-translation.ts';
import { usePlace } from '../shell/use-place.ts';
import { useOptionalDocument } from '../studio/queries.ts';
import { commandOf, type Command, type CommandName } from './command.ts';

/** What can be done now with the document that is open. */
export function useDocumentCommands(): Command[] {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const cache = useQueryClient();
  const copy = useCopyMarkdown();
  const preferences = useReadingPreferences();
  const { data: detail } = useOptionalDocument(usePlace().documentId);
  if (!detail) return [];
  const command = (isPossible: boolean, id: CommandName, does: Parameters<typeof commandOf>[2]) =>
    isPossible ? [commandOf(t, id, does)] : [];
  const isWritten = hasText(detail);
  const isOpen = detail.binnedAt === null;
  const { lastDone, lastUndone } = historyOf(detail.id);
  return [
    ...command(isWritten, 'find', { icon: 'search', keys: [commandKey, 'F'], run: () => wantPart('find') }),
    ...command(isWritten && isOpen, 'replace', { icon: 'search', keys: replaceKeys, run: () => wantPart('replace') }),
    ...command(isOpen && lastDone !== undefined, 'undo', { icon: 'restore', keys: [commandKey, 'Z'], run: () => wantPart('undo') }),
    ...command(isOpen && lastUndone !== undefined, 'redo', {
      icon: 'redo',
      keys: [commandKey, 'Shift', 'Z'],
      run: () => wantPart('redo'),
    }),
    ...jobCommands(detail, new DocumentActions(cache, detail.id)).flatMap(({ id, icon, keys, work }) =>
      command(isOpen, id, { icon, ...(keys ? { keys } : {}), run: () => void attempt(work) }),
    ),
    ...command(canPolishAll(detail), 'polishAll', { icon: 'brush', run: () => wantPart('polishAll') }),
    ...command(true, preferences.isFocused ? 'leaveFocus' : 'focus', {
      icon: 'file',
      keys: [commandKey, 'Shift', 'F'],
      run: () => togglePreference('isFocused'),
    }),
    ...command(true, preferences.isTypewriter ? 'leaveTypewriter' : 'typewriter', {
      icon: 'keyboard',
      keys: [commandKey, 'Shift', 'Y'],
      run: () => togglePreference('isTypewriter'),
    }),
    ...command(isWritten, 'checks', { icon: 'check', run: () => wantPart('checks') }),
    ...command(isWritten, 'versions', { icon: 'twin', run: () => wantPart('versions') }),
    ...command(isWritten, 'copyMarkdown', { icon: 'copy', run: () => void copy(detail) }),
    ...command(isWritten, 'downloadMarkdown', { icon: 'download', run: () => downloadMarkdown(detail) }),
  ];
}

interface JobCommand extends Pick<Command, 'icon' | 'keys'> {
  readonly id: CommandName;
  readonly work: () => Promise<void>;
}

/** What begins the writing, rests it, lets it go on and ends it. */
function jobCommands(detail: DocumentDetail, actions: DocumentActions): JobCommand[] {
  const { job } = detail;
  if (!isActive(job)) {
    const next = nextJob(detail)?.kind;
    if (next !== 'write' && next !== 'goOn' && next !== 'begin') return [];
    return [
      {
        id: hasText(detail) ? 'goOnWriting' : 'startWriting',
        icon: 'play',
        keys: [commandKey, 'Enter'],
        work: () => actions.startJob(null),
      },
    ];
  }
  if (job.state === 'paused') {
    return [
      { id: 'resumeJob', icon: 'play', work: () => actions.resumeJob(job) },
      { id: 'stopJob', icon: 'stop', work: () => actions.stopJob(job) },
    ];
  }
  return [
    { id: 'pauseJob', icon: 'pause', work: () => actions.pauseJob(job) },
    { id: 'stopJob', icon: 'stop', keys: ['Esc'], work: () => actions.stopJob(job) },
  ];
}
