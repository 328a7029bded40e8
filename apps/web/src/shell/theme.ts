import type { Settings } from '@maobi/contract';

const storageKey = 'maobi.theme';
const deskColours = { light: '#ecebe5', dark: '#131211' } as const;

/** Shows the studio in this theme from now on, and at the next visit from the first paint. */
export function showTheme(choice: Settings['theme']): void {
  const root = document.documentElement;
  if (choice === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = choice;
  try {
    if (choice === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, choice);
  } catch {
    // without storage the next visit starts in the system's theme and then follows the settings
  }
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const bySystem = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = deskColours[choice === 'system' ? bySystem : choice];
  }
}

/** Whether ink on paper or paper on ink is shown right now. */
export function shownTheme(choice: Settings['theme']): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
