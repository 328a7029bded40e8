import type { Section, Version } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { historyOf } from '../history/document-history.ts';
import { useAttempt } from '../use-attempt.ts';
import { isBeingWritten } from '../writing-progress.ts';

/** Makes an earlier version of a section count again, and offers the way back; `null`: not now, it is locked or being written. */
export function useRestoreVersion(section: Section, actions: DocumentActions): ((version: Version) => Promise<void>) | null {
  const { t } = useTranslation();
  const attempt = useAttempt();
  if (section.isLocked || isBeingWritten(section)) return null;
  return (version) =>
    attempt(async () => {
      const before = section.version;
      await actions.chooseVersion(section.id, version.id, before?.id ?? null);
      const undo = () => before && void attempt(() => actions.chooseVersion(section.id, before.id, version.id));
      const isTakenBack = historyOf(actions.documentId).watchLast();
      showToast({ text: t('document.versions.restored'), action: { label: t('shell.undo'), run: undo }, isTakenBack });
    });
}
