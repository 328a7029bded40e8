import type { Settings } from '@maobi/contract';
import type { ComparisonStore, SettingsStore, Store, StoredFigures } from '@maobi/core';
import { MemoryBatches } from './memory-batches.ts';
import { MemoryBin } from './memory-bin.ts';
import { MemoryCalibrations } from './memory-calibrations.ts';
import { MemoryComments } from './memory-comments.ts';
import { MemoryConversations } from './memory-conversations.ts';
import { MemoryDocuments } from './memory-documents.ts';
import { MemoryImages } from './memory-images.ts';
import { MemoryJobs } from './memory-jobs.ts';
import { MemoryNight } from './memory-night.ts';
import { MemoryPolishing } from './memory-polishing.ts';
import { MemoryRuns } from './memory-runs.ts';
import { emptyState, type MemoryState } from './memory-state.ts';

/** The Store port without a disk: for tests of what stands on it. */
export function createMemoryStore(): Store {
  const state = emptyState();
  const conversations = new MemoryConversations(state);
  const documents = new MemoryDocuments(state);
  const batches = new MemoryBatches(state);
  return {
    conversations,
    documents,
    comments: new MemoryComments(state),
    jobs: new MemoryJobs(state),
    polishing: new MemoryPolishing(state),
    night: new MemoryNight(state),
    batches,
    bin: new MemoryBin(state, { documents, batches, conversations }),
    images: new MemoryImages(state),
    runs: new MemoryRuns(state),
    settings: memorySettings(state),
    calibrations: new MemoryCalibrations(),
    comparisons: memoryComparisons(),
    notices: [],
    version: 'memory',
    async [Symbol.asyncDispose]() {},
  };
}

function memorySettings(state: MemoryState): SettingsStore {
  return {
    async read() {
      return { ...state.settings };
    },
    async update(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Settings>;
      state.settings = { ...state.settings, ...given };
      return { ...state.settings };
    },
    async apiKey(candidate) {
      state.apiKey ??= candidate;
      return state.apiKey;
    },
    async replaceApiKey(key) {
      state.apiKey = key;
    },
  };
}

function memoryComparisons(): ComparisonStore {
  const kept = new Map<string, StoredFigures>();
  return {
    list: async () => structuredClone([...kept.values()]),
    put: async (figures) => void kept.set(JSON.stringify([figures.model, figures.machine]), structuredClone(figures)),
  };
}
