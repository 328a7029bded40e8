import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';
import type { Language } from './language.ts';

/** The texts in the language shown; another object once that is another one. */
export interface Translation {
  readonly t: TFunction;
  readonly language: Language;
}

let shown: Translation | null = null;
const listeners = new Set<() => void>();

i18next.on('languageChanged', () => {
  shown = null;
  for (const listener of listeners) listener();
});

/** What a component shows in words. All texts are there from the start and hundreds of components show some, so each does no more than hear of a change. */
export function useTranslation(): Translation {
  return useSyncExternalStore(subscribe, translation);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function translation(): Translation {
  const { language } = i18next;
  shown ??= { t: remembering(i18next.getFixedT(language)), language: language === 'zh' ? 'zh' : 'en' };
  return shown;
}

/** Keeps the texts that nothing is put into: finding one takes as long as drawing it, and the rows of a list say the same ones again and again. */
function remembering(translate: TFunction): TFunction {
  // which texts there are is what its type is for
  const find = translate as unknown as (key: unknown, options?: object) => string;
  const known = new Map<unknown, string>();
  const remembered = (key: unknown, options?: object): string => {
    if (options !== undefined) return find(key, options);
    const text = known.get(key) ?? find(key);
    known.set(key, text);
    return text;
  };
  return remembered as unknown as TFunction;
}
