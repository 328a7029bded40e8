import type { Id, Run } from '@maobi/contract';
import { type NewRun, StudioError } from '@maobi/core';
import type { Selectable } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { fromJson } from '../database/json.ts';
import type { Tables } from '../database/tables.ts';

export type RunRow = Selectable<Tables['run']>;

export function runOf(row: RunRow): Run {
  return {
    id: row.id,
    action: row.action,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    documentId: row.document_id,
    versionId: row.version_id,
    model: row.model,
    state: row.state,
    seed: row.seed,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    usage: fromJson(row.usage) as Run['usage'],
    timings: fromJson(row.timings) as Run['timings'],
    error: fromJson(row.error) as Run['error'],
  };
}

export async function findRun(queries: Queries, id: Id): Promise<RunRow | undefined> {
  return queries.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function existingRun(queries: Queries, id: Id): Promise<RunRow> {
  const row = await findRun(queries, id);
  if (!row) throw new StudioError('not-found', 'There is no such run.');
  return row;
}

/** Where a run belongs: to a message of a conversation, or to a document and perhaps to a version of one of its sections. */
type RunPlace =
  | { readonly conversationId: Id; readonly messageId: Id; readonly now: string }
  | { readonly documentId: Id; readonly versionId: Id | null; readonly now: string };

export async function insertRun(queries: Queries, run: NewRun, place: RunPlace): Promise<RunRow> {
  return queries
    .insertInto('run')
    .values({
      id: run.id,
      action: run.action ?? 'answer',
      ...columnsOf(place),
      model: run.model,
      state: 'queued',
      seed: run.seed,
      request: JSON.stringify(run.request),
      created_at: place.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function columnsOf(place: RunPlace) {
  if ('documentId' in place) return { document_id: place.documentId, version_id: place.versionId };
  return { conversation_id: place.conversationId, message_id: place.messageId };
}

export async function lastSeqOf(queries: Queries, runId: Id): Promise<number> {
  const row = await queries
    .selectFrom('run_chunk')
    .select((select) => select.fn.max('seq').as('lastSeq'))
    .where('run_id', '=', runId)
    .executeTakeFirst();
  return row?.lastSeq ?? 0;
}
