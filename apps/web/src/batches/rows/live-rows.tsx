import type { BatchDetail, BatchRow, DocumentDetail } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { readPercent } from '../../conversation/stream/use-run-view.ts';
import { DocumentActions } from '../../document/document-actions.ts';
import { useLiveSection } from '../../document/use-live-section.ts';
import { useOptionalDocument, useQueue } from '../../studio/queries.ts';

/** What is known of the run that writes for a row at this moment. */
export interface LiveRow {
  /** Of its text as it stands at this moment. */
  readonly count: number;
  /** The section that is written, as it grows. */
  readonly text: string;
  /** 0-100 while the prompt is read; `null`: it is not. */
  readonly readPercent: number | null;
  readonly remainingMs: number | null;
}

/** By the row's id. */
const useLiveRows = create<{ readonly rows: Readonly<Record<string, LiveRow>> }>(() => ({ rows: {} }));

/** `null`: nothing is being written for it. */
export function useLiveRow(rowId: string): LiveRow | null {
  return useLiveRows(({ rows }) => rows[rowId] ?? null);
}

type WrittenRow = BatchRow & { readonly documentId: string };

/** A browser has six connections to one server: so many rows are streamed, the text of the others is asked for. */
const mostStreamed = 2;
const askEveryMs = 2000;

interface LiveRowsProps extends Pick<BatchDetail, 'rows'> {
  /** The row that is looked at; it is streamed before the others. */
  readonly openId: string | null;
}

/** Follows every row that is being written, of which there may be several; it is drawn where the rows are, and draws nothing. */
export function LiveRows({ rows, openId }: LiveRowsProps) {
  const written = rows.filter(isBeingWritten);
  const streamed = written.toSorted((one, other) => Number(other.id === openId) - Number(one.id === openId)).slice(0, mostStreamed);
  return written.map((row) => <FollowedRow key={row.id} row={row} isStreamed={streamed.includes(row)} />);
}

function isBeingWritten(row: BatchRow): row is WrittenRow {
  return row.runId !== null && row.documentId !== null;
}

interface FollowedRowProps {
  readonly row: WrittenRow;
  readonly isStreamed: boolean;
}

function FollowedRow(props: FollowedRowProps) {
  const live = useFollowed(props);
  const { id } = props.row;
  useEffect(() => {
    useLiveRows.setState(({ rows }) => ({ rows: { ...rows, [id]: live } }));
  }, [id, live]);
  useEffect(
    () => () => {
      const { [id]: _, ...others } = useLiveRows.getState().rows;
      useLiveRows.setState({ rows: others });
    },
    [id],
  );
  return null;
}

function useFollowed({ row: { documentId, runId }, isStreamed }: FollowedRowProps): LiveRow {
  const cache = useQueryClient();
  const { data: detail } = useOptionalDocument(documentId, isStreamed ? null : askEveryMs);
  const actions = useMemo(() => new DocumentActions(cache, documentId), [cache, documentId]);
  const live = useLiveSection(isStreamed && detail ? detail : nothing, actions);
  const remainingMs = useQueue().find((entry) => entry.runId === runId)?.estimate.remainingMs ?? null;
  return useMemo(() => {
    const { view } = live ?? {};
    const sections = detail?.sections ?? [];
    return {
      count: sections.reduce((sum, { id, count }) => sum + (live?.sectionId === id ? live.count : count), 0),
      text: view?.text ?? sections.find(({ version }) => version?.run?.id === runId)?.version?.text ?? '',
      readPercent: view?.phase === 'reading' && view.reading ? readPercent(view.reading) : null,
      remainingMs,
    };
  }, [detail, live, runId, remainingMs]);
}

const nothing = { sections: [] } as unknown as DocumentDetail;
