import i18next from 'i18next';
import type { Settings } from '@maobi/contract';
import { catalogue } from './catalogue.ts';

export type Language = 'zh' | 'en';

const storageKey = 'maobi.language';

/** What to show: the writer's choice, or what the browser asks for. */
export function resolveLanguage(choice: Settings['language']): Language {
  if (choice !== 'system') return choice;
  return /^zh/i.test(navigator.language) ? 'zh' : 'en';
}

/** Shows the studio in this language from now on, and at the next visit from the first paint. */
export function showLanguage(choice: Settings['language']): void {
  const language = resolveLanguage(choice);
  try {
    if (choice === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, choice);
  } catch {
    // without storage the next visit starts in the browser's language and then follows the settings
  }
  const tag = language === 'zh' ? 'zh-CN' : 'en';
  // also where it is the same, setting it has Chromium work out the style of everything on the page anew
  if (document.documentElement.lang !== tag) document.documentElement.lang = tag;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

function rememberedChoice(): Settings['language'] {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'zh' || stored === 'en' ? stored : 'system';
  } catch {
    return 'system';
  }
}

void i18next.init({
  lng: resolveLanguage(rememberedChoice()),
  fallbackLng: 'en',
  supportedLngs: ['zh', 'en'],
  resources: { zh: { translation: catalogue.zh }, en: { translation: catalogue.en } },
  // texts are rendered by React, which escapes
  interpolation: { escapeValue: false },
  initAsync: false,
});
