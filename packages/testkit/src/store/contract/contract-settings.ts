import { describe, expect, it } from 'vitest';
import { storeSubject, type StoreMaker } from './contract-subject.ts';

export function settingsContract(makeStore: StoreMaker): void {
  describe('settings', () => {
    const subject = storeSubject(makeStore);
    const defaults = { language: 'system', theme: 'system', model: null, contextTokens: null, typographyOff: [] };

    it('H22 starts with the defaults and changes what is given', async () => {
      const { settings } = subject().store;
      expect(await settings.read()).toEqual(defaults);
      expect(await settings.update({ theme: 'dark', model: 'qwen3-4b' })).toEqual({ ...defaults, theme: 'dark', model: 'qwen3-4b' });
      expect(await settings.update({ model: null, contextTokens: 8192 })).toEqual({ ...defaults, theme: 'dark', contextTokens: 8192 });
      expect(await settings.read()).toEqual({ ...defaults, theme: 'dark', contextTokens: 8192 });
    });

    it('H22 makes the API key once and keeps it until it is replaced', async () => {
      const { settings } = subject().store;
      expect(await settings.apiKey('first')).toBe('first');
      expect(await settings.apiKey('second')).toBe('first');
      await settings.replaceApiKey('third');
      expect(await settings.apiKey('fourth')).toBe('third');
    });

    it('H22 takes a key that was set before one was asked for', async () => {
      const { settings } = subject().store;
      await settings.replaceApiKey('set');
      expect(await settings.apiKey('candidate')).toBe('set');
    });
  });
}
