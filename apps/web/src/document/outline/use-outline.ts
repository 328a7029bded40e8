import { withBalancedTargets, type DocumentDetail, type OutlineRow, type Section } from '@maobi/contract';
import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { errorText } from '../../language/error-text.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { bringsBack } from '../history/document-change.ts';
import { historyOf } from '../history/document-history.ts';
import { OutlineEditing, withEdits, type OutlineEditingReports } from './outline-editing.ts';
import { withoutRow, withRow, withRowAt, withRowBack, type OutlineEdit } from './outline-edits.ts';

export interface Outline {
  /** With edits that are not saved yet. */
  readonly sections: readonly Section[];
  readonly edit: (edit: OutlineEdit) => Promise<void>;
  readonly put: (row: OutlineRow) => void;
  /** Takes the row away; its text comes back with it on undo. */
  readonly remove: (row: Section) => void;
  readonly moveTo: (id: string, targetId: string) => void;
  /** Shares the whole length among what is neither locked nor written. */
  readonly balance: (total: number) => void;
}

/** A section whose row and length the writer has settled, or which is written already. */
export function isSettled({ isLocked, count }: Section): boolean {
  return isLocked || count > 0;
}

/** The outline of the open document and all that can be done to it. */
export function useOutline(detail: DocumentDetail, actions: DocumentActions): Outline {
  const { t } = useTranslation();
  const editing = useMemo(() => new OutlineEditing(actions), [actions]);
  const pending = useSyncExternalStore(editing.subscribe, editing.pending);
  const sections = useMemo(() => withEdits(pending, detail.sections, detail.id), [pending, detail.sections, detail.id]);
  return useMemo(() => {
    const reports: OutlineEditingReports = {
      onMerged: () => showToast({ text: t('document.outline.merged') }),
      onFailed: (error) => {
        const { what, hint } = errorText(t, error);
        const action = { label: t('document.tryAgain'), run: () => void editing.save(reports) };
        showToast({ text: what, hint, isFailure: true, action });
      },
    };
    const edit = (change: OutlineEdit) => editing.edit(change, reports);
    return {
      sections,
      edit,
      put: (row) => void edit(withRow(row)),
      remove: (row) => {
        const previous = sections[sections.findIndex(({ id }) => id === row.id) - 1]?.id ?? null;
        void edit(withoutRow(row.id));
        const action = { label: t('shell.undo'), run: () => void edit(withRowBack(row, previous)) };
        const isTakenBack = () => {
          const { lastUndone } = historyOf(actions.documentId);
          return lastUndone !== undefined && bringsBack(lastUndone, row.id);
        };
        showToast({ text: t('document.outline.removed', { heading: row.heading }), action, isTakenBack });
      },
      moveTo: (id, targetId) => void edit(withRowAt(id, targetId)),
      balance: (total) => {
        const targets = new Map(withBalancedTargets(sections, total, isSettled).map(({ id, target }) => [id, target]));
        void edit((rows) => rows.map((row) => ({ ...row, target: targets.get(row.id) ?? row.target })));
      },
    };
  }, [actions, editing, sections, t]);
}
