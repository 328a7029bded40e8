import type { NightPlan } from '@maobi/contract';
import type { JobWork, NightStore } from '@maobi/core';
import { versionOf } from './memory-document-state.ts';
import { type MemoryState, type StoredRun, textOf } from './memory-state.ts';

export class MemoryNight implements NightStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async plan(): Promise<NightPlan> {
    return structuredClone(this.#state.night);
  }

  async setPlan(change: Partial<NightPlan>): Promise<NightPlan> {
    this.#state.night = { ...this.#state.night, ...structuredClone(change) };
    return this.plan();
  }

  async work(since: string, until: string): Promise<JobWork[]> {
    return [...this.#state.runs.values()].flatMap((stored) => {
      const { documentId, createdAt, endedAt, usage, timings } = stored.run;
      const sectionId = this.#sectionOf(stored);
      if (endedAt === null || endedAt < since || createdAt >= until || documentId === null || sectionId === null) return [];
      return [structuredClone({ documentId, sectionId, text: textOf(stored), usage, timings })];
    });
  }

  #sectionOf({ run }: StoredRun): string | null {
    if (run.versionId !== null) return versionOf(this.#state, run.versionId).sectionId;
    for (const ofJob of this.#state.polishes.values()) {
      for (const { sectionId, runIds } of ofJob.values()) if ([...runIds.values()].includes(run.id)) return sectionId;
    }
    return null;
  }
}
