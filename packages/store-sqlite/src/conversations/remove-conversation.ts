import type { Id } from '@maobi/contract';
import type { Queries } from '../database/connection.ts';
import { unindex } from '../search/full-text.ts';
import type { ConversationRow } from './conversation-rows.ts';

/** For good, with its messages and runs, and out of the search. */
export async function removeConversation(queries: Queries, { id, seq }: Pick<ConversationRow, 'id' | 'seq'>): Promise<void> {
  const messages = await queries.selectFrom('message').select('seq').where('conversation_id', '=', id).execute();
  await unindex(queries, 'search_index', [-seq, ...messages.map((message) => message.seq)]);
  await queries.deleteFrom('conversation').where('id', '=', id).execute();
}

/** Those about this document. */
export async function removeConversationsAbout(queries: Queries, documentId: Id): Promise<void> {
  const rows = await queries.selectFrom('conversation').select(['id', 'seq']).where('document_id', '=', documentId).execute();
  for (const row of rows) await removeConversation(queries, row);
}
