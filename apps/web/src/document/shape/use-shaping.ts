import { splitPlaces, type Section } from '@maobi/contract';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { historyOf } from '../history/document-history.ts';
import { useAttempt } from '../use-attempt.ts';
import { isBeingWritten } from '../writing-progress.ts';
import { keepSplit, type Split } from './kept-split.ts';

/** Splitting and merging, each of which can be taken back. */
export interface Shaping {
  /** The section whose dialog is open; `null`: none. Its text may become another one meanwhile, as when the editor in it is left. */
  readonly splittingId: string | null;
  readonly openSplit: (section: Section) => void;
  readonly closeSplit: () => void;
  readonly split: (section: Section, place: Split) => Promise<void>;
  readonly merge: (section: Section) => void;
}

export function useShaping(actions: DocumentActions): Shaping {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [splittingId, setSplittingId] = useState<string | null>(null);
  const offerUndo = useCallback(
    (text: string, undo: () => Promise<void>) => {
      const action = { label: t('shell.undo'), run: () => void attempt(undo) };
      showToast({ text, action, isTakenBack: historyOf(actions.documentId).watchLast() });
    },
    [actions, attempt, t],
  );
  return useMemo(
    () => ({
      splittingId,
      openSplit: ({ id }) => setSplittingId(id),
      closeSplit: () => setSplittingId(null),
      split: (section, place) =>
        attempt(async () => {
          const undo = await actions.splitSection(section, place);
          keepSplit(section.id, null);
          setSplittingId(null);
          offerUndo(t('shape.wasSplit', { heading: place.heading }), undo);
        }),
      merge: (section) =>
        void attempt(async () => {
          const next = actions.sectionAfter(section.id);
          if (!next) return;
          offerUndo(t('shape.wasMerged', { heading: next.heading }), await actions.mergeSections(section.id, next.id));
        }),
    }),
    [actions, attempt, offerUndo, splittingId, t],
  );
}

/** Whether the section, as it stands, has a place to be cut at. */
export function canSplit(section: Section): boolean {
  return isOpen(section) && splitPlaces(section.version?.text ?? '').length > 0;
}

export function canMerge(section: Section, next: Section | undefined): boolean {
  return next !== undefined && isOpen(section) && isOpen(next);
}

function isOpen(section: Section): boolean {
  return !section.isLocked && !isBeingWritten(section);
}
