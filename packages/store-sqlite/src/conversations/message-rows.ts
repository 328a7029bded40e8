import type { ContextPart, Id, Message } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import type { Selectable } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { fromJson } from '../database/json.ts';
import type { Tables } from '../database/tables.ts';
import { runOf } from '../runs/run-rows.ts';
import { runsByPlace, type WrittenRun, writtenRuns } from '../runs/written-runs.ts';

export type MessageRow = Selectable<Tables['message']>;

/** Throws `not-found` when it is unknown or deleted. */
export async function existingMessage(queries: Queries, id: Id): Promise<MessageRow> {
  const row = await queries.selectFrom('message').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
  if (!row) throw new StudioError('not-found', 'There is no such message.');
  return row;
}

/** The whole tree without the deleted, in a fixed number of queries however long it is. */
export async function messagesOfConversation(queries: Queries, conversationId: Id): Promise<Message[]> {
  const rows = await queries
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .execute();
  const runs = await writtenRuns(queries, (of) => of.where('run.conversation_id', '=', conversationId));
  return shown(rows, runs);
}

/** In the order of the ids; deleted ones included, unknown ones left out. */
export async function messagesById(queries: Queries, ids: readonly Id[]): Promise<Message[]> {
  const rows = await queries.selectFrom('message').selectAll().where('id', 'in', ids).execute();
  const runs = await writtenRuns(queries, (of) => of.where('run.message_id', 'in', ids));
  const byId = new Map(shown(rows, runs).map((message) => [message.id, message]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function shown(rows: readonly MessageRow[], runs: readonly WrittenRun[]): Message[] {
  const runsByMessage = runsByPlace(runs, 'message_id');
  return rows.map((row) => shownMessage(row, runsByMessage.get(row.id) ?? []));
}

function shownMessage(row: MessageRow, runs: readonly WrittenRun[]): Message {
  const last = runs.at(-1);
  return {
    id: row.id,
    conversationId: row.conversation_id,
    parentId: row.parent_id,
    role: row.role,
    text: row.text + runs.map(({ writtenText }) => writtenText).join(''),
    createdAt: row.created_at,
    run: last ? runOf(last) : null,
    lastSeq: last?.lastSeq ?? 0,
    ...(row.context === null ? {} : { context: fromJson(row.context) as ContextPart[] }),
  };
}
