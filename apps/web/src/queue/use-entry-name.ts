import type { QueueEntry } from '@maobi/contract';
import { useCallback } from 'react';
import { useTranslation } from '../language/use-translation.ts';

/** How the studio names a program that does not say who it is. */
const anonymousProgram = 'api';

/** What an entry is called: its conversation or document and the section, or the program that asks. */
export function useEntryName(): (entry: QueueEntry) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ conversationId, documentId, title, section, owner }) => {
      if (conversationId !== null) return title || t('queue.untitled');
      if (documentId !== null && section !== null) return t('queue.ofSection', { title, section });
      if (documentId !== null) return title || t('queue.untitledDocument');
      return owner === anonymousProgram ? t('queue.anyProgram') : t('queue.program', { owner });
    },
    [t],
  );
}
