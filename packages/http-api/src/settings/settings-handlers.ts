import type { Settings } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

type Names = 'getSettings' | 'updateSettings' | 'getStorage' | 'clearStates' | 'getApiKey' | 'replaceApiKey';

export function settingsHandlers({ settings, storage }: Studio): HandlersOf<Names> {
  return {
    getSettings: () => settings.read(),
    updateSettings: ({ body }) => settings.update(onlyGiven(body)),
    getStorage: () => storage.read(),
    clearStates: () => storage.clearStates(),
    getApiKey: async () => ({ key: await settings.apiKey() }),
    replaceApiKey: async () => ({ key: await settings.replaceApiKey() }),
  };
}

type Change = { [Field in keyof Settings]?: Settings[Field] | undefined };

function onlyGiven(change: Change): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
