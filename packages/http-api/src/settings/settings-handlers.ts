import type { Settings } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function settingsHandlers({ settings }: Studio): HandlersOf<'getSettings' | 'updateSettings' | 'getApiKey' | 'replaceApiKey'> {
  return {
    getSettings: () => settings.read(),
    updateSettings: ({ body }) => settings.update(onlyGiven(body)),
    getApiKey: async () => ({ key: await settings.apiKey() }),
    replaceApiKey: async () => ({ key: await settings.replaceApiKey() }),
  };
}

type Change = { [Field in keyof Settings]?: Settings[Field] | undefined };

function onlyGiven(change: Change): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
