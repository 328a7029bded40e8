import { useEffect, useState, type RefObject } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { commandKey } from '../../keyboard/shortcuts.ts';

export type FindMode = 'find' | 'replace';

/** Ctrl or ⌘ with F finds, with H replaces, while the text has the focus; anywhere else the browser's own search opens. */
export function useFindKeys(page: RefObject<HTMLElement | null>) {
  const [mode, setMode] = useState<FindMode | null>(null);
  useEffect(() => {
    const frame = page.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = commandKey === '⌘' ? event.metaKey : event.ctrlKey;
      const key = event.key.toLowerCase();
      if (!isCommand || event.shiftKey || event.altKey || isComposing(event) || (key !== 'f' && key !== 'h')) return;
      event.preventDefault();
      setMode(key === 'f' ? 'find' : 'replace');
    };
    frame?.addEventListener('keydown', onKeyDown);
    return () => frame?.removeEventListener('keydown', onKeyDown);
  }, [page]);
  const close = () => {
    setMode(null);
    page.current?.focus({ preventScroll: true });
  };
  return { mode, open: setMode, close };
}
