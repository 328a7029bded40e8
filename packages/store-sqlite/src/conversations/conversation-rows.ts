import type { Conversation, ConversationSummary, Id } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { type Selectable, sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';
import { titleOfDocument } from '../documents/document-title.ts';

export type ConversationRow = Selectable<Tables['conversation']>;

const previewLength = 120;

export function conversationOf(row: ConversationRow): Conversation {
  return {
    id: row.id,
    title: row.title,
    folderId: row.folder_id,
    documentId: row.document_id,
    revision: row.revision,
    activeLeafId: row.active_leaf_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    binnedAt: row.binned_at,
  };
}

export async function findConversation(queries: Queries, id: Id): Promise<ConversationRow | undefined> {
  return queries.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function existingConversation(queries: Queries, id: Id): Promise<ConversationRow> {
  const row = await findConversation(queries, id);
  if (!row) throw new StudioError('not-found', 'There is no such conversation.');
  return row;
}

type ConversationFields = Partial<Pick<ConversationRow, 'title' | 'folder_id' | 'active_leaf_id' | 'updated_at' | 'binned_at'>>;

/** The only way in which a conversation's own fields change: the revision grows with them. */
export async function changeConversation(queries: Queries, id: Id, fields: ConversationFields): Promise<ConversationRow> {
  return queries
    .updateTable('conversation')
    .set((current) => ({ ...fields, revision: current('revision', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Conversations with what a list shows of them; counted on the fly, so that it cannot drift from the messages. */
export function summaries(queries: Queries) {
  return queries
    .selectFrom('conversation')
    .selectAll('conversation')
    .select((select) => [
      select
        .selectFrom('message')
        .select(sql<string>`substr(text, 1, ${sql.lit(previewLength)})`.as('preview'))
        .whereRef('message.conversation_id', '=', 'conversation.id')
        .where('message.role', '=', 'user')
        .where('message.deleted_at', 'is', null)
        .orderBy('message.seq')
        .limit(1)
        .as('preview'),
      select
        .selectFrom('message')
        .select(sql<number>`count(*)`.as('messageCount'))
        .whereRef('message.conversation_id', '=', 'conversation.id')
        .where('message.deleted_at', 'is', null)
        .as('messageCount'),
      select
        .selectFrom('run')
        .select('run.id')
        .whereRef('run.conversation_id', '=', 'conversation.id')
        .where('run.ended_at', 'is', null)
        .orderBy('run.seq')
        .limit(1)
        .as('activeRunId'),
      select
        .selectFrom('document')
        .select(titleOfDocument.as('documentTitle'))
        .whereRef('document.id', '=', 'conversation.document_id')
        .as('documentTitle'),
    ]);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['execute']>>[number];

export function summaryOf(row: SummaryRow): ConversationSummary {
  const { preview, messageCount, activeRunId, documentTitle } = row;
  return { ...conversationOf(row), documentTitle, preview: preview ?? '', messageCount: messageCount ?? 0, activeRunId };
}
