import type { Id, SearchHit } from '@maobi/contract';
import { searchParts, searchTerms } from '@maobi/core';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { titleOfDocument } from '../documents/document-title.ts';
import { emptyIndex, matchExpression, replaceEntry, scoredAtMost, titleWeight } from '../search/full-text.ts';
import { messagesById } from './message-rows.ts';

export async function indexTitle(queries: Queries, conversationSeq: number, title: string): Promise<void> {
  await replaceEntry(queries, 'search_index', -conversationSeq, { title, body: '' });
}

/** What has been written into the message by ended runs; an answer is found once its run has ended. */
export async function indexMessage(queries: Queries, id: Id): Promise<void> {
  const message = await queries.selectFrom('message').select(['seq', 'text', 'deleted_at']).where('id', '=', id).executeTakeFirst();
  if (!message || message.deleted_at !== null) return;
  const runs = await queries
    .selectFrom('run')
    .select('text')
    .where('message_id', '=', id)
    .where('text', 'is not', null)
    .orderBy('seq')
    .execute();
  await replaceEntry(queries, 'search_index', message.seq, { title: '', body: message.text + runs.map(({ text }) => text).join('') });
}

/** Empties the index, whatever state it is in, and fills it from the rows. */
export async function rebuildSearchIndex(queries: Queries): Promise<void> {
  await queries.transaction().execute(async (transaction) => {
    await emptyIndex(transaction, 'search_index');
    const conversations = await transaction.selectFrom('conversation').select(['seq', 'title']).execute();
    for (const { seq, title } of conversations) await indexTitle(transaction, seq, title);
    const messages = await transaction.selectFrom('message').select('id').orderBy('seq').execute();
    for (const { id } of messages) await indexMessage(transaction, id);
  });
}

interface FoundRow {
  readonly conversationId: Id;
  readonly messageId: Id | null;
  readonly title: string;
  readonly documentTitle: string | null;
  readonly updatedAt: string;
}

export async function search(queries: Queries, query: string, limit: number): Promise<SearchHit[]> {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  const found = await findRows(queries, matchExpression(terms), limit);
  const messages = await messagesById(
    queries,
    found.flatMap(({ messageId }) => messageId ?? []),
  );
  const textById = new Map(messages.map(({ id, text }) => [id, text]));
  return found.map(({ conversationId, messageId, title, documentTitle, updatedAt }) => {
    const text = messageId === null ? title : (textById.get(messageId) ?? '');
    return { conversationId, messageId, title, documentTitle, parts: searchParts(text, terms), updatedAt };
  });
}

/** Neither itself in the bin nor about a document that is. */
const isShown = sql`c.binned_at is null
  and not exists (select 1 from document where document.id = c.document_id and document.binned_at is not null)`;

/** Of the document that a conversation is about, else its topic. */
const documentTitle = sql`(select ${titleOfDocument} from document where document.id = c.document_id)`;

async function findRows(queries: Queries, expression: string, limit: number): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    with titles as (
      select c.id as conversationId, null as messageId, c.title, ${documentTitle} as documentTitle, c.updated_at as updatedAt, bm25(search_index, ${titleWeight}, 1) as score
      from search_index cross join conversation c on c.seq = -search_index.rowid
      where search_index match ${expression} and search_index.rowid < 0 and ${isShown}
      order by search_index.rowid limit ${scoredAtMost}
    ), messages as (
      select c.id as conversationId, m.id as messageId, c.title, ${documentTitle} as documentTitle, c.updated_at as updatedAt, bm25(search_index, ${titleWeight}, 1) as score
      from search_index cross join message m on m.seq = search_index.rowid cross join conversation c on c.id = m.conversation_id
      where search_index match ${expression} and search_index.rowid > 0 and m.deleted_at is null and ${isShown}
      order by search_index.rowid desc limit ${scoredAtMost}
    )
    select * from titles union all select * from messages order by score, updatedAt desc limit ${limit}`.execute(queries);
  return rows;
}
