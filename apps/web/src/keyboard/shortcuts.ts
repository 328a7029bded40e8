import { useEffect } from 'react';
import { isComposing } from './composition.ts';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The key that starts commands on this machine, as its keycap says. */
export const commandKey = isApple ? '⌘' : 'Ctrl';

/** The keys that replace in the text of a document: macOS hides the browser with ⌘ H, and no page hears of that. */
export const replaceKeys: readonly string[] = isApple ? [commandKey, 'Shift', 'H'] : [commandKey, 'H'];

export interface Shortcuts {
  readonly onSearch: () => void;
  readonly onNewConversation: () => void;
  /** `null`: there is no list beside this page. */
  readonly onToggleList: (() => void) | null;
  readonly onShowSheet: () => void;
  /** The key that saves in other programs, where nothing is being typed that it could save. */
  readonly onSave: () => void;
}

/**
 * Listens for the keys that work anywhere, unless something nearer to the writer has used them. Keys of the composer and the list are handled
 * where they are.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const run = event.defaultPrevented || isComposing(event) ? null : shortcutFor(event, shortcuts);
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [shortcuts]);
}

function shortcutFor(event: KeyboardEvent, shortcuts: Shortcuts): (() => void) | null {
  const key = event.key.toLowerCase();
  if (isCommand(event)) {
    if (event.shiftKey) return key === 'o' ? shortcuts.onNewConversation : null;
    if (key === 'k') return shortcuts.onSearch;
    if (isSaving(event)) return shortcuts.onSave;
    return key === 'b' ? shortcuts.onToggleList : null;
  }
  // a Chinese keyboard layout types the full-width mark
  return (key === '?' || key === '？') && !isTyping(event.target) ? shortcuts.onShowSheet : null;
}

/** Whether it is the key that saves in other programs. The browser would save its page, which holds nothing that the writer wants. */
export function isSaving(event: KeyboardEvent): boolean {
  return isCommand(event) && !event.shiftKey && event.key.toLowerCase() === 's';
}

/** Whether letters that are pressed there are written. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** Whether the command key of this machine is held, alone or with Shift. */
export function isCommand(event: KeyboardEvent): boolean {
  return (isApple ? event.metaKey : event.ctrlKey) && !event.altKey;
}
