import type { Model } from '@maobi/contract';
import { qwen3InstructSampling, StudioError, type ModelFiles } from '@maobi/core';

/** The demo, and one catalogued model that is not installed. */
export function testModel(id: string, change: Partial<Model> = {}): Model {
  return {
    id,
    name: id,
    kind: id === 'demo' ? 'demo' : 'writing',
    quantisation: 'Q8_0',
    sizeBytes: 5_000_000,
    licence: 'Apache-2.0',
    sha256: null,
    memoryBytes: { at8k: 200_000_000, at32k: 400_000_000 },
    sampling: qwen3InstructSampling,
    sources: [],
    isDefault: false,
    isCatalogued: id !== 'demo',
    installed: { path: `/models/${id}.gguf`, state: 'verified', isLinked: false },
    download: null,
    ...change,
  };
}

/** Model files without files: what is listed is what was given. Downloads are refused. */
export function createMemoryModelFiles(models: readonly Model[] = [testModel('demo')]): ModelFiles & { models: Model[]; identity: string } {
  const state = { models: [...models], identity: 'first' };
  const listeners = new Set<Parameters<ModelFiles['watch']>[0]>();
  const find = (id: string): Model => {
    const model = state.models.find((candidate) => candidate.id === id);
    if (!model) throw new StudioError('not-found', `There is no model "${id}".`);
    return model;
  };
  const refuse = async (): Promise<never> => {
    throw new StudioError('offline', 'There is no network in a test.');
  };
  return Object.assign(state, {
    list: async () => [...state.models],
    async resolve(id: string) {
      const model = find(id);
      if (!model.installed) throw new StudioError('model-not-installed', `${model.name} is not installed.`);
      return { model, path: model.installed.path, modifiedMs: 0, identity: state.identity };
    },
    pull: refuse,
    settled: refuse,
    pause: refuse,
    cancel: refuse,
    importFile: refuse,
    verify: async (id: string) => find(id),
    async remove(id: string) {
      find(id);
      state.models = state.models.filter((model) => model.id !== id);
      for (const listener of listeners) listener(null);
      return null;
    },
    watch(listener: Parameters<ModelFiles['watch']>[0]) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {
      listeners.clear();
    },
  });
}
