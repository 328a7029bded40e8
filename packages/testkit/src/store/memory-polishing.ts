import type { Id, Run } from '@maobi/contract';
import {
  type FinishedSection,
  type NewRun,
  type PolishedParagraph,
  type PolishedSection,
  type PolishStore,
  StudioError,
} from '@maobi/core';
import { sectionOf, touch, versionOf } from './memory-document-state.ts';
import { addRun, type MemoryPolish, type MemoryState, runOf, textOf } from './memory-state.ts';

export class MemoryPolishing implements PolishStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async sections(jobId: Id): Promise<PolishedSection[]> {
    const begun = [...(this.#state.polishes.get(jobId)?.values() ?? [])];
    return begun.map(({ sectionId, baseId, isDone, runIds }) => ({
      sectionId,
      baseId,
      isDone,
      runs: isDone ? [] : [...runIds].sort(([one], [other]) => one - other).map(([place, id]) => this.#polishedRun(place, id)),
    }));
  }

  async addRun(paragraph: PolishedParagraph, run: NewRun, now: string): Promise<Run> {
    const standing = this.#state.runs.get(run.id);
    if (standing) return structuredClone(standing.run);
    this.#checkJob(paragraph.jobId);
    const { documentId } = sectionOf(this.#state, paragraph.sectionId);
    const added = addRun(this.#state, run, { documentId, now });
    this.#begin(paragraph).runIds.set(paragraph.place, run.id);
    return structuredClone(added);
  }

  async finish(finished: FinishedSection): Promise<void> {
    const { jobId, sectionId, baseId, versionId, text, now } = finished;
    this.#checkJob(jobId);
    const section = sectionOf(this.#state, sectionId);
    const wasDone = this.#state.polishes.get(jobId)?.get(sectionId)?.isDone ?? false;
    if (text !== null && !wasDone) {
      if (versionOf(this.#state, baseId).sectionId !== sectionId) {
        throw new StudioError('invalid-request', 'The version belongs to another section.');
      }
      if (this.#state.versions.has(versionId)) throw new StudioError('conflict', 'A version with this id is there already.');
      const fields = { parentId: baseId, rootId: versionId, source: 'polish', text, createdAt: now } as const;
      this.#state.versions.set(versionId, { id: versionId, sectionId, ...fields });
      section.suggestionId = versionId;
      touch(this.#state, section.documentId, now);
    }
    this.#begin(finished).isDone = true;
  }

  #polishedRun(place: number, id: Id): PolishedSection['runs'][number] {
    const stored = runOf(this.#state, id);
    return { place, state: stored.run.state, text: textOf(stored) };
  }

  /** A section that was begun stays with the version it began with. */
  #begin({ jobId, sectionId, baseId }: Pick<PolishedParagraph, 'jobId' | 'sectionId' | 'baseId'>): MemoryPolish {
    const ofJob = this.#state.polishes.get(jobId) ?? new Map<Id, MemoryPolish>();
    const polish = ofJob.get(sectionId) ?? { sectionId, baseId, isDone: false, runIds: new Map<number, Id>() };
    this.#state.polishes.set(jobId, ofJob.set(sectionId, polish));
    return polish;
  }

  #checkJob(id: Id): void {
    if (!this.#state.jobs.has(id)) throw new StudioError('not-found', 'There is no such job.');
  }
}
