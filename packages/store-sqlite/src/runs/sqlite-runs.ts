import type { Id, Run, RunState } from '@maobi/contract';
import { type NewRun, type RunChunk, type RunEnd, type RunRequestRecord, type RunStore, StudioError } from '@maobi/core';
import { existingMessage } from '../conversations/message-rows.ts';
import { indexMessage } from '../conversations/search-index.ts';
import type { Queries } from '../database/connection.ts';
import { toJson } from '../database/json.ts';
import { existingDocument, touchDocument } from '../documents/document-rows.ts';
import { followText } from '../documents/section-counts.ts';
import { existingSection } from '../documents/section-rows.ts';
import { existingVersion } from '../documents/version-rows.ts';
import { existingRun, findRun, insertRun, lastSeqOf, runOf, type RunRow } from './run-rows.ts';
import { writtenRuns } from './written-runs.ts';

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
      if (await hasOpenRun(queries, 'message_id', messageId))
        throw new StudioError('conflict', 'Another run is still writing this answer.');
      const conversationId = message.conversation_id;
      await queries.updateTable('conversation').set({ updated_at: now }).where('id', '=', conversationId).execute();
      return runOf(await insertRun(queries, run, { conversationId, messageId, now }));
    });
  }

  async addToVersion(versionId: Id, run: NewRun, now: string): Promise<Run> {
    return this.#queries.transaction().execute(async (queries) => {
      const standing = await findRun(queries, run.id);
      if (standing?.version_id === versionId) return runOf(standing);
      const version = await existingVersion(queries, versionId);
      if (standing) throw new StudioError('conflict', 'A run with this id writes into another text.');
      if (await hasOpenRun(queries, 'version_id', versionId)) throw new StudioError('conflict', 'Another run is still writing this text.');
      const { document_id: documentId } = await existingSection(queries, version.section_id);
      await touchDocument(queries, documentId, now);
      return runOf(await insertRun(queries, run, { documentId, versionId, now }));
    });
  }

  async addToDocument(documentId: Id, run: NewRun, now: string): Promise<Run> {
    return this.#queries.transaction().execute(async (queries) => {
      const standing = await findRun(queries, run.id);
      if (standing?.document_id === documentId && standing.version_id === null) return runOf(standing);
      await existingDocument(queries, documentId);
      if (standing) throw new StudioError('conflict', 'A run with this id belongs to something else.');
      await touchDocument(queries, documentId, now);
      return runOf(await insertRun(queries, run, { documentId, versionId: null, now }));
    });
  }

  async text(id: Id): Promise<string> {
    return this.#queries.transaction().execute(async (queries) => {
      const [run] = await writtenRuns(queries, (of) => of.where('run.id', '=', id));
      if (!run) throw new StudioError('not-found', 'There is no such run.');
      return run.writtenText;
    });
  }

  async open(): Promise<Run[]> {
    return (await openRuns(this.#queries)).map(runOf);
  }

  async lastMeasured(count: number): Promise<Run[]> {
    const rows = await this.#queries
      .selectFrom('run')
      .selectAll()
      .where('usage', 'is not', null)
      .where('timings', 'is not', null)
      .orderBy('seq', 'desc')
      .limit(count)
      .execute();
    return rows.map(runOf);
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

async function hasOpenRun(queries: Queries, place: 'message_id' | 'version_id', id: Id): Promise<boolean> {
  const row = await queries.selectFrom('run').select('id').where(place, '=', id).where('ended_at', 'is', null).executeTakeFirst();
  return row !== undefined;
}

/** Keeps the whole text with the run, so that opening what it belongs to reads no chunks, and makes it searchable or counts it. */
async function endRun(queries: Queries, run: RunRow, end: RunEnd): Promise<RunRow> {
  const chunks = await queries.selectFrom('run_chunk').select('text').where('run_id', '=', run.id).orderBy('seq').execute();
  const row = await queries
    .updateTable('run')
    .set({
      state: end.state,
      ended_at: end.now,
      usage: toJson(end.usage),
      timings: toJson(end.timings),
      error: toJson(end.error),
      text: chunks.map(({ text }) => text).join(''),
    })
    .where('id', '=', run.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (run.message_id !== null) await indexMessage(queries, run.message_id);
  if (run.version_id !== null) await followText(queries, run.version_id);
  return row;
}
