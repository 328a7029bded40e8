import { ClientError, type DocumentDetail, type DocumentSummary } from '@maobi/contract';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { patchDocumentLists } from '../studio/document-lists.ts';
import { keys } from '../studio/keys.ts';
import { deleteFromBinSoon } from '../toasts/delete-soon.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { showToast } from '../toasts/toasts.ts';

type Named = Pick<DocumentSummary, 'id' | 'revision'>;

/** What can be done to a document as a whole. Nothing asks "are you sure": what can be lost can be undone. */
export interface DocumentListActions {
  rename(document: Named, title: string): Promise<void>;
  moveToBin(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Leaves the list at once; the studio is asked only when the time to undo has passed. */
  deleteForGood(document: Named): void;
}

export function useDocumentListActions(): DocumentListActions {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  return useMemo(() => createActions(queryClient, t), [queryClient, t]);
}

function createActions(queryClient: QueryClient, t: TFunction): DocumentListActions {
  const attempt = async (action: () => Promise<void>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      showFailure(t, error);
    }
    void queryClient.invalidateQueries({ queryKey: keys.everyDocumentList });
  };
  const adopt = (detail: DocumentDetail) => queryClient.setQueryData<DocumentDetail>(keys.document(detail.id), detail);
  const restore = (id: string) => attempt(async () => void adopt(await client.call('restoreDocument', { params: { id }, body: {} })));
  return {
    restore,
    rename: ({ id, revision }, title) =>
      attempt(async () => {
        const write = (standing: number) => client.call('updateDocument', { params: { id }, body: { revision: standing, title } });
        try {
          adopt(await write(revision));
        } catch (error) {
          if (!(error instanceof ClientError) || error.body.code !== 'conflict') throw error;
          // what was changed elsewhere meanwhile concerns something else
          adopt(await write((await client.call('getDocument', { params: { id } })).revision));
        }
      }),
    moveToBin: (id) =>
      attempt(async () => {
        adopt(await client.call('binDocument', { params: { id }, body: {} }));
        showToast({ text: t('documents.binned'), action: { label: t('shell.undo'), run: () => void restore(id) } });
      }),
    deleteForGood: ({ id }) => {
      deleteFromBinSoon(t, {
        id,
        carryOut: () =>
          attempt(async () => {
            await client.call('deleteDocument', { params: { id } });
            patchDocumentLists(queryClient, id, null);
          }),
      });
    },
  };
}
