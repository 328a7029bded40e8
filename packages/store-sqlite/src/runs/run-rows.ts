import type { Id, Run } from '@maobi/contract';
import { type NewRun, StudioError } from '@maobi/core';
import type { Selectable } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';

export type RunRow = Selectable<Tables['run']>;

export function runOf(row: RunRow): Run {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    model: row.model,
    state: row.state,
    seed: row.seed,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    usage: parsed(row.usage) as Run['usage'],
    timings: parsed(row.timings) as Run['timings'],
    error: parsed(row.error) as Run['error'],
  };
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}

export async function findRun(queries: Queries, id: Id): Promise<RunRow | undefined> {
  return queries.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function existingRun(queries: Queries, id: Id): Promise<RunRow> {
  const row = await findRun(queries, id);
  if (!row) throw new StudioError('not-found', 'There is no such run.');
  return row;
}

interface RunPlace {
  readonly conversationId: Id;
  readonly messageId: Id;
  readonly now: string;
}

export async function insertRun(queries: Queries, run: NewRun, place: RunPlace): Promise<RunRow> {
  return queries
    .insertInto('run')
    .values({
      id: run.id,
      conversation_id: place.conversationId,
      message_id: place.messageId,
      model: run.model,
      state: 'queued',
      seed: run.seed,
      request: JSON.stringify(run.request),
      created_at: place.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function lastSeqOf(queries: Queries, runId: Id): Promise<number> {
  const row = await queries
    .selectFrom('run_chunk')
    .select((select) => select.fn.max('seq').as('lastSeq'))
    .where('run_id', '=', runId)
    .executeTakeFirst();
  return row?.lastSeq ?? 0;
}
