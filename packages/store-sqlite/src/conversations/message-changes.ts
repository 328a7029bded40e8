import type { Id, Message } from '@maobi/contract';
import { type NewMessage, type NewRun, StudioError } from '@maobi/core';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { findRun, insertRun } from '../runs/run-rows.ts';
import { changeConversation, existingConversation } from './conversation-rows.ts';
import { existingMessage, messagesById } from './message-rows.ts';
import { unindex } from '../search/full-text.ts';
import { indexMessage } from './search-index.ts';

interface Addition {
  readonly conversationId: Id;
  readonly messages: readonly NewMessage[];
  readonly run: NewRun | null;
  readonly now: string;
}

export async function addMessages(queries: Queries, addition: Addition): Promise<Message[]> {
  const { conversationId, messages, run, now } = addition;
  await existingConversation(queries, conversationId);
  const last = messages.at(-1);
  if (!last) throw new StudioError('invalid-request', 'There is no message to add.');
  if (new Set(messages.map(({ id }) => id)).size < messages.length)
    throw new StudioError('invalid-request', 'Each message needs its own id.');
  if (run && last.role !== 'assistant') throw new StudioError('invalid-request', 'Only an answer can be written by a run.');
  let lastIsNew = false;
  let anyIsNew = false;
  for (const message of messages) {
    lastIsNew = await addMessage(queries, addition, message);
    anyIsNew ||= lastIsNew;
  }
  if (run) await addRun(queries, run, { conversationId, messageId: last.id, now, messageIsNew: lastIsNew });
  if (anyIsNew) await changeConversation(queries, conversationId, { active_leaf_id: last.id, updated_at: now });
  return messagesById(
    queries,
    messages.map(({ id }) => id),
  );
}

/** False when it stands there already. */
async function addMessage(queries: Queries, addition: Addition, message: NewMessage): Promise<boolean> {
  const { conversationId, now } = addition;
  const standing = await queries.selectFrom('message').select('conversation_id').where('id', '=', message.id).executeTakeFirst();
  if (standing && standing.conversation_id !== conversationId) {
    throw new StudioError('conflict', 'A message with this id belongs to another conversation.');
  }
  if (standing) return false;
  if (message.parentId !== null) await checkPlace(queries, conversationId, message.parentId);
  const { id, parentId, role, text, context } = message;
  const read = context && context.length > 0 ? JSON.stringify(context) : null;
  await queries
    .insertInto('message')
    .values({ id, conversation_id: conversationId, parent_id: parentId, role, text, created_at: now, context: read })
    .execute();
  await indexMessage(queries, id);
  return true;
}

async function addRun(
  queries: Queries,
  run: NewRun,
  place: { conversationId: Id; messageId: Id; now: string; messageIsNew: boolean },
): Promise<void> {
  const standing = await findRun(queries, run.id);
  if (standing && standing.message_id !== place.messageId) {
    throw new StudioError('conflict', 'A run with this id writes into another message.');
  }
  if (standing) return;
  if (!place.messageIsNew) throw new StudioError('conflict', 'This answer is written by another run.');
  await insertRun(queries, run, place);
}

/** Throws `not-found` for an unknown message and `invalid-request` for one of another conversation. */
export async function checkPlace(queries: Queries, conversationId: Id, messageId: Id): Promise<void> {
  const message = await existingMessage(queries, messageId);
  if (message.conversation_id !== conversationId) {
    throw new StudioError('invalid-request', 'The message belongs to another conversation.');
  }
}

export async function deleteMessage(queries: Queries, id: Id, now: string): Promise<void> {
  const top = await queries.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst();
  if (!top) throw new StudioError('not-found', 'There is no such message.');
  if (top.deleted_at !== null) return;
  const { rows } = await sql<{ id: Id; seq: number }>`
    with recursive branch (id, seq) as (
      select id, seq from message where id = ${id}
      union all
      select message.id, message.seq from message join branch on message.parent_id = branch.id
    )
    update message set deleted_at = ${now}
    where id in (select id from branch) and deleted_at is null
    returning id, seq`.execute(queries);
  await unindex(
    queries,
    'search_index',
    rows.map(({ seq }) => seq),
  );
  const conversation = await existingConversation(queries, top.conversation_id);
  if (rows.some((hidden) => hidden.id === conversation.active_leaf_id)) {
    await changeConversation(queries, conversation.id, { active_leaf_id: top.parent_id, updated_at: now });
  } else {
    await queries.updateTable('conversation').set({ updated_at: now }).where('id', '=', conversation.id).execute();
  }
}
