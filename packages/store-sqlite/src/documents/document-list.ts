import { doneFrom, type DocumentSummary, freeWriting } from '@maobi/contract';
import type { DocumentQuery } from '@maobi/core';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { summaries, summaryOf } from './document-rows.ts';

const count = sql<number>`(select coalesce(sum(section.count), 0) from section
  where section.document_id = document.id and section.removed_at is null)`;
const inHand = sql<boolean>`exists (select 1 from job where job.document_id = document.id and job.ended_at is null)`;
/** As `isDocumentDone` judges. */
const isDone = sql<boolean>`(${count} >= case when document.brief ->> 'isOpenEnded' then ${doneFrom({ words: 0, isOpenEnded: true })}
  else ${doneFrom({ words: 1 })} * (document.brief ->> 'words') end and not ${inHand})`;
const shownTitle = sql<string>`case document.title when '' then document.brief ->> 'topic' else document.title end`;

const orders = {
  updated: sql`document.updated_at desc, document.seq desc`,
  created: sql`document.created_at desc, document.seq desc`,
  title: sql`title_order(${shownTitle}), document.seq`,
  length: sql`${count} desc, document.seq desc`,
} as const;

/**
 * One page of the documents that match, and how many they are: judged in one pass over all of them. What a list shows of a document is looked up
 * only for those of the page.
 */
export async function listDocuments(queries: Queries, query: DocumentQuery): Promise<{ documents: DocumentSummary[]; total: number }> {
  const { sort, limit, skip, before } = query;
  const found = await matching(queries, query).select(['document.seq', 'document.updated_at']).orderBy(orders[sort]).execute();
  const listed = before === null ? found : found.filter(({ updated_at: updatedAt }) => updatedAt < before);
  const seqs = listed.slice(skip, skip + limit).map(({ seq }) => seq);
  const rows = new Map((await summaries(queries).where('document.seq', 'in', seqs).execute()).map((row) => [row.seq, row]));
  return { documents: seqs.flatMap((seq) => rows.get(seq) ?? []).map(summaryOf), total: found.length };
}

function matching(queries: Queries, { inBin, texts, template, progress }: DocumentQuery) {
  return queries
    .selectFrom('document')
    .where('document.binned_at', inBin ? 'is not' : 'is', null)
    .$if(texts !== 'all', (list) => list.where('document.batch_id', texts === 'own' ? 'is' : 'is not', null))
    .$if(template !== null, (list) => list.where(sql<boolean>`coalesce(document.brief ->> 'template', ${freeWriting}) = ${template}`))
    .$if(progress !== null, (list) => list.where(progress === 'done' ? isDone : sql<boolean>`not ${isDone}`));
}
