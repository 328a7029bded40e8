import type { BatchDetail, DocumentDetail } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readPercent } from '../../conversation/stream/use-run-view.ts';
import { DocumentActions } from '../../document/document-actions.ts';
import { useLiveSection } from '../../document/use-live-section.ts';
import { useOptionalDocument, useQueue } from '../../studio/queries.ts';

/** The row that a run writes for at this moment. */
export interface LiveRow {
  readonly rowId: string;
  readonly documentId: string;
  /** Of its text as it stands at this moment. */
  readonly count: number;
  /** The section that is written, as it grows. */
  readonly text: string;
  /** 0-100 while the prompt is read; `null`: it is not. */
  readonly readPercent: number | null;
  readonly remainingMs: number | null;
}

/** Watches the row at work; rows are written one after the other, so there is one at most. */
export function useLiveRow({ rows }: BatchDetail): LiveRow | null {
  const cache = useQueryClient();
  const row = rows.find(({ runId }) => runId !== null);
  const documentId = row?.documentId ?? null;
  const { data: detail } = useOptionalDocument(documentId);
  const actions = useMemo(() => new DocumentActions(cache, documentId ?? ''), [cache, documentId]);
  const live = useLiveSection(detail ?? nothing, actions);
  const entry = useQueue().find(({ runId }) => runId === row?.runId);
  const remainingMs = entry?.estimate.remainingMs ?? null;
  return useMemo(() => {
    if (!row || documentId === null) return null;
    const others = detail?.sections.filter(({ id }) => id !== live?.sectionId) ?? [];
    const { view } = live ?? {};
    return {
      rowId: row.id,
      documentId,
      count: others.reduce((sum, { count }) => sum + count, 0) + (live?.count ?? 0),
      text: view?.text ?? '',
      readPercent: view?.phase === 'reading' && view.reading ? readPercent(view.reading) : null,
      remainingMs,
    };
  }, [row, documentId, detail, live, remainingMs]);
}

const nothing = { sections: [] } as unknown as DocumentDetail;
