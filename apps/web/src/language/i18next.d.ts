import type { catalogue } from './catalogue.ts';

/**
 * `shell.nav.models` and all others, by subject only: what i18next derives from every single key grows with their square, and has met the
 * limits of the compiler. That each key has its text is what `catalogue.test.ts` looks after.
 */
type Key = `${keyof typeof catalogue.en}.${string}`;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Record<Key, string> };
    keySeparator: false;
    enableSelector: false;
  }
}
