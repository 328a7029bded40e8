import type { Brief, DocumentDetail, Run } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { newId } from '../studio/new-id.ts';
import { showFailure } from '../toasts/show-failure.ts';

/** What happens once the brief has become a document. */
export type Beginning = 'outline' | 'everything' | 'nothing';

/** Makes the document and opens it. A second attempt after a failure names the same document. */
export function useBeginning(onBegun: () => void) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const documentId = useRef('');
  const begin = async (brief: Brief, beginning: Beginning) => {
    documentId.current ||= newId();
    const id = documentId.current;
    setIsBusy(true);
    try {
      const detail = await client.call('createDocument', { body: { id, brief } });
      const isPlanned = detail.sections.length > 0; // by its template
      const outlineRun = beginning === 'nothing' || isPlanned ? null : await startOutline(id, beginning, t);
      if (isPlanned && beginning === 'everything') await client.call('startJob', { params: { id }, body: { id: newId() } });
      queryClient.setQueryData<DocumentDetail>(keys.document(id), { ...detail, outlineRun });
      onBegun();
      navigate(`/documents/${id}`);
    } catch (error) {
      showFailure(t, error);
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, begin };
}

/** A document whose outline cannot be begun is there all the same; its page offers to try again. */
async function startOutline(id: string, beginning: Beginning, t: TFunction): Promise<Run | null> {
  // the studio begins the text itself: this page may be closed by then
  const job = beginning === 'everything' ? { jobId: newId() } : {};
  try {
    return await client.call('writeOutline', { params: { id }, body: { runId: newId(), ...job } });
  } catch (error) {
    showFailure(t, error);
    return null;
  }
}
