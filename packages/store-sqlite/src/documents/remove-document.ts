import { removeConversationsAbout } from '../conversations/remove-conversation.ts';
import type { Queries } from '../database/connection.ts';
import { unindexComments } from './comment-index.ts';
import { unindexDocument } from './document-index.ts';
import type { DocumentRow } from './document-rows.ts';

/** For good, with all that belongs to it and the conversations about it, and out of the search. */
export async function removeDocument(queries: Queries, document: Pick<DocumentRow, 'id' | 'seq'>): Promise<void> {
  await unindexDocument(queries, document);
  await unindexComments(queries, document.id);
  await removeConversationsAbout(queries, document.id);
  await queries.deleteFrom('document').where('id', '=', document.id).execute();
}
