import type { Id, Message } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import type { Selectable } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';
import { runOf, type RunRow } from '../runs/run-rows.ts';

export type MessageRow = Selectable<Tables['message']>;

/** Throws `not-found` when it is unknown or deleted. */
export async function existingMessage(queries: Queries, id: Id): Promise<MessageRow> {
  const row = await queries.selectFrom('message').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
  if (!row) throw new StudioError('not-found', 'There is no such message.');
  return row;
}

/** A run with its text so far. */
interface WrittenRun extends RunRow {
  readonly writtenText: string;
  readonly lastSeq: number;
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

function runsWithLastSeq(queries: Queries) {
  return queries
    .selectFrom('run')
    .selectAll('run')
    .select((select) =>
      select
        .selectFrom('run_chunk')
        .select((chunk) => chunk.fn.max('seq').as('lastSeq'))
        .whereRef('run_chunk.run_id', '=', 'run.id')
        .as('lastSeq'),
    );
}

type RunSelection = ReturnType<typeof runsWithLastSeq>;

async function writtenRuns(queries: Queries, narrow: (selection: RunSelection) => RunSelection): Promise<WrittenRun[]> {
  const rows = await narrow(runsWithLastSeq(queries)).orderBy('run.seq').execute();
  const openIds = rows.filter(({ ended_at: endedAt }) => endedAt === null).map(({ id }) => id);
  const streamed = await streamedTexts(queries, openIds);
  return rows.map((row) => ({ ...row, lastSeq: row.lastSeq ?? 0, writtenText: row.text ?? streamed.get(row.id) ?? '' }));
}

async function streamedTexts(queries: Queries, runIds: readonly Id[]): Promise<Map<Id, string>> {
  if (runIds.length === 0) return new Map();
  const chunks = await queries.selectFrom('run_chunk').select(['run_id', 'text']).where('run_id', 'in', runIds).orderBy('seq').execute();
  const texts = new Map<Id, string>();
  for (const { run_id: runId, text } of chunks) texts.set(runId, (texts.get(runId) ?? '') + text);
  return texts;
}

function shown(rows: readonly MessageRow[], runs: readonly WrittenRun[]): Message[] {
  const runsByMessage = new Map<Id, WrittenRun[]>();
  for (const run of runs) {
    const others = runsByMessage.get(run.message_id);
    if (others) others.push(run);
    else runsByMessage.set(run.message_id, [run]);
  }
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
  };
}
