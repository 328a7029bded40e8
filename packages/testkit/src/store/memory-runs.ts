import type { Id, Run, RunState } from '@maobi/contract';
import { type NewRun, type RunChunk, type RunEnd, type RunRequestRecord, type RunStore, StudioError } from '@maobi/core';
import { documentOf, sectionOf, touch, versionOf } from './memory-document-state.ts';
import { addRun, conversationOf, type MemoryState, messageOf, runOf, textOf } from './memory-state.ts';

export class MemoryRuns implements RunStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async get(id: Id): Promise<Run> {
    return structuredClone(runOf(this.#state, id).run);
  }

  async request(id: Id): Promise<RunRequestRecord> {
    return structuredClone(runOf(this.#state, id).request);
  }

  async addToMessage(messageId: Id, run: NewRun, now: string): Promise<Run> {
    const standing = this.#state.runs.get(run.id);
    if (standing?.run.messageId === messageId) return structuredClone(standing.run);
    const message = messageOf(this.#state, messageId);
    if (standing) throw new StudioError('conflict', 'A run with this id writes into another message.');
    if (message.role !== 'assistant') throw new StudioError('invalid-request', 'Only an answer can be written on by a run.');
    if (this.#open().some((open) => open.messageId === messageId)) {
      throw new StudioError('conflict', 'Another run is still writing this answer.');
    }
    const { conversationId } = message;
    conversationOf(this.#state, conversationId).updatedAt = now;
    return structuredClone(addRun(this.#state, run, { conversationId, messageId, now }));
  }

  async addToVersion(versionId: Id, run: NewRun, now: string): Promise<Run> {
    const standing = this.#state.runs.get(run.id);
    if (standing?.run.versionId === versionId) return structuredClone(standing.run);
    const { sectionId } = versionOf(this.#state, versionId);
    if (standing) throw new StudioError('conflict', 'A run with this id writes into another text.');
    if (this.#open().some((open) => open.versionId === versionId)) {
      throw new StudioError('conflict', 'Another run is still writing this text.');
    }
    const { documentId } = sectionOf(this.#state, sectionId);
    touch(this.#state, documentId, now);
    return structuredClone(addRun(this.#state, run, { documentId, versionId, now }));
  }

  async addToDocument(documentId: Id, run: NewRun, now: string): Promise<Run> {
    const standing = this.#state.runs.get(run.id)?.run;
    if (standing?.documentId === documentId && standing.versionId === null) return structuredClone(standing);
    documentOf(this.#state, documentId);
    if (standing) throw new StudioError('conflict', 'A run with this id belongs to something else.');
    touch(this.#state, documentId, now);
    return structuredClone(addRun(this.#state, run, { documentId, now }));
  }

  async text(id: Id): Promise<string> {
    return textOf(runOf(this.#state, id));
  }

  async open(): Promise<Run[]> {
    return structuredClone(this.#open());
  }

  async lastMeasured(count: number): Promise<Run[]> {
    const runs = [...this.#state.runs.values()].map(({ run }) => run);
    return structuredClone(
      runs
        .filter(({ usage, timings }) => usage !== null && timings !== null)
        .toReversed()
        .slice(0, count),
    );
  }

  async setState(id: Id, state: Extract<RunState, 'queued' | 'reading' | 'writing'>): Promise<void> {
    const stored = runOf(this.#state, id);
    if (stored.run.endedAt === null) stored.run.state = state;
  }

  async appendChunk(id: Id, chunk: RunChunk): Promise<void> {
    const { run, chunks } = runOf(this.#state, id);
    const lastSeq = chunks.at(-1)?.seq ?? 0;
    if (chunk.seq <= lastSeq) return;
    if (chunk.seq > lastSeq + 1) throw new StudioError('invalid-request', `Chunk ${lastSeq + 1} is missing before chunk ${chunk.seq}.`);
    if (run.endedAt !== null) throw new StudioError('conflict', 'The run has ended; nothing can be added to it.');
    chunks.push({ ...chunk });
  }

  async chunks(id: Id, afterSeq: number): Promise<RunChunk[]> {
    return structuredClone(runOf(this.#state, id).chunks.filter((chunk) => chunk.seq > afterSeq));
  }

  async end(id: Id, end: RunEnd): Promise<Run> {
    const stored = runOf(this.#state, id);
    if (stored.run.endedAt === null) {
      const { now, ...fields } = structuredClone(end);
      stored.run = { ...stored.run, ...fields, endedAt: now };
    }
    return structuredClone(stored.run);
  }

  async interruptOpen(now: string): Promise<Run[]> {
    const open = await this.open();
    return Promise.all(open.map((run) => this.end(run.id, { state: 'interrupted', usage: null, timings: null, error: null, now })));
  }

  #open(): Run[] {
    return [...this.#state.runs.values()].map(({ run }) => run).filter(({ endedAt }) => endedAt === null);
  }
}
