import type { CommentHit, Id } from '@maobi/contract';
import { searchParts, searchTerms } from '@maobi/core';
import { type Selectable, sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';
import { titleOfDocument } from './document-title.ts';
import { emptyIndex, matchExpression, replaceEntry, scoredAtMost, unindex } from '../search/full-text.ts';

type Remark = Pick<Selectable<Tables['comment']>, 'seq' | 'text' | 'removed_at'>;

/** One that was removed is found no more. */
export async function indexComment(queries: Queries, { seq, text, removed_at: removedAt }: Remark): Promise<void> {
  await replaceEntry(queries, 'comment_index', seq, { title: '', body: removedAt === null ? text : '' });
}

/** To be called before its rows are gone. */
export async function unindexComments(queries: Queries, documentId: Id): Promise<void> {
  const comments = await queries.selectFrom('comment').select('seq').where('document_id', '=', documentId).execute();
  await unindex(
    queries,
    'comment_index',
    comments.map(({ seq }) => seq),
  );
}

/** Empties the index, whatever state it is in, and fills it from the rows. */
export async function rebuildCommentIndex(queries: Queries): Promise<void> {
  await queries.transaction().execute(async (transaction) => {
    await emptyIndex(transaction, 'comment_index');
    const comments = await transaction.selectFrom('comment').select(['seq', 'text', 'removed_at']).orderBy('seq').execute();
    for (const comment of comments) await indexComment(transaction, comment);
  });
}

export async function searchComments(queries: Queries, query: string, limit: number): Promise<CommentHit[]> {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  const { rows } = await sql<Omit<CommentHit, 'parts'> & { readonly text: string }>`
    select c.id as commentId, c.document_id as documentId, c.text, c.updated_at as updatedAt, ${titleOfDocument} as title
    from (
      select rowid, bm25(comment_index) as score from comment_index where comment_index match ${matchExpression(terms)}
      order by rowid desc limit ${scoredAtMost}
    ) as found cross join comment c on c.seq = found.rowid cross join document on document.id = c.document_id
    where c.removed_at is null and document.binned_at is null
    order by found.score, c.updated_at desc limit ${limit}`.execute(queries);
  return rows.map(({ text, ...place }) => ({ ...place, parts: searchParts(text, terms) }));
}
