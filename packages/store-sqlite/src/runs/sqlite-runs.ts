import type { Id, Run, RunState } from '@maobi/contract';
import { type NewRun, type RunChunk, type RunEnd, type RunRequestRecord, type RunStore, StudioError } from '@maobi/core';
import { existingMessage } from '../conversations/message-rows.ts';
import { indexMessage } from '../conversations/search-index.ts';
import type { Queries } from '../database/connection.ts';
import { existingRun, findRun, insertRun, lastSeqOf, runOf, type RunRow } from './run-rows.ts';

export class SqliteRuns implements RunStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  async get(id: Id): Promise<Run> {
    return runOf(await existingRun(this.#queries, id));
  }

  async request(id: Id): Promise<RunRequestRecord> {
    return JSON.parse((await existingRun(this.#queries, id)).request) as RunRequestRecord;
  }

  async addToMessage(messageId: Id, run: NewRun, now: string): Promise<Run> {
    return this.#queries.transaction().execute(async (queries) => {
      const standing = await findRun(queries, run.id);
      if (standing?.message_id === messageId) return runOf(standing);
      const message = await existingMessage(queries, messageId);
      if (standing) throw new StudioError('conflict', 'A run with this id writes into another message.');
      if (message.role !== 'assistant') throw new StudioError('invalid-request', 'Only an answer can be written on by a run.');
      if (await hasOpenRun(queries, messageId)) throw new StudioError('conflict', 'Another run is still writing this answer.');
      const conversationId = message.conversation_id;
      await queries.updateTable('conversation').set({ updated_at: now }).where('id', '=', conversationId).execute();
      return runOf(await insertRun(queries, run, { conversationId, messageId, now }));
    });
  }

  async open(): Promise<Run[]> {
    return (await openRuns(this.#queries)).map(runOf);
  }

  async setState(id: Id, state: Extract<RunState, 'queued' | 'reading' | 'writing'>): Promise<void> {
    await this.#queries.transaction().execute(async (queries) => {
      await existingRun(queries, id);
      await queries.updateTable('run').set({ state }).where('id', '=', id).where('ended_at', 'is', null).execute();
    });
  }

  async appendChunk(id: Id, chunk: RunChunk): Promise<void> {
    await this.#queries.transaction().execute(async (queries) => {
      const run = await existingRun(queries, id);
      const lastSeq = await lastSeqOf(queries, id);
      if (chunk.seq <= lastSeq) return;
      if (chunk.seq > lastSeq + 1) throw new StudioError('invalid-request', `Chunk ${lastSeq + 1} is missing before chunk ${chunk.seq}.`);
      if (run.ended_at !== null) throw new StudioError('conflict', 'The run has ended; nothing can be added to it.');
      const { seq, text, written } = chunk;
      await queries.insertInto('run_chunk').values({ run_id: id, seq, text, written }).execute();
    });
  }

  async chunks(id: Id, afterSeq: number): Promise<RunChunk[]> {
    return this.#queries.transaction().execute(async (queries) => {
      await existingRun(queries, id);
      const rows = await queries
        .selectFrom('run_chunk')
        .select(['seq', 'text', 'written'])
        .where('run_id', '=', id)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .execute();
      return rows.map(({ seq, text, written }) => ({ seq, text, written }));
    });
  }

  async end(id: Id, end: RunEnd): Promise<Run> {
    return this.#queries.transaction().execute(async (queries) => {
      const run = await existingRun(queries, id);
      return runOf(run.ended_at === null ? await endRun(queries, run, end) : run);
    });
  }

  async interruptOpen(now: string): Promise<Run[]> {
    return this.#queries.transaction().execute(async (queries) => {
      const ended: Run[] = [];
      for (const run of await openRuns(queries)) {
        ended.push(runOf(await endRun(queries, run, { state: 'interrupted', usage: null, timings: null, error: null, now })));
      }
      return ended;
    });
  }
}

function openRuns(queries: Queries): Promise<RunRow[]> {
  return queries.selectFrom('run').selectAll().where('ended_at', 'is', null).orderBy('seq').execute();
}

async function hasOpenRun(queries: Queries, messageId: Id): Promise<boolean> {
  const row = await queries
    .selectFrom('run')
    .select('id')
    .where('message_id', '=', messageId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps the whole text with the run, so that opening a conversation reads no chunks, and makes it searchable. */
async function endRun(queries: Queries, run: RunRow, end: RunEnd): Promise<RunRow> {
  const chunks = await queries.selectFrom('run_chunk').select('text').where('run_id', '=', run.id).orderBy('seq').execute();
  const row = await queries
    .updateTable('run')
    .set({
      state: end.state,
      ended_at: end.now,
      usage: json(end.usage),
      timings: json(end.timings),
      error: json(end.error),
      text: chunks.map(({ text }) => text).join(''),
    })
    .where('id', '=', run.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await indexMessage(queries, run.message_id);
  return row;
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
