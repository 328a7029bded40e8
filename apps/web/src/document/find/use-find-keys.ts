import { useEffect, useState, type RefObject } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isCommand } from '../../keyboard/shortcuts.ts';

export type FindMode = 'find' | 'replace';

/** The bar that finds is asked for: to find or to replace. Asked for once more, it is another object. */
export interface FindRequest {
  readonly mode: FindMode;
}

/**
 * Ctrl or ⌘ with F finds, with H replaces, while the text has the focus; anywhere else the browser's own search opens.
 * @param isPossible the text is shown
 */
export function useFindKeys(page: RefObject<HTMLElement | null>, isPossible: boolean) {
  const [request, setRequest] = useState<FindRequest | null>(null);
  useEffect(() => {
    const frame = isPossible ? page.current : null;
    const onKeyDown = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!isCommand(event) || event.shiftKey || isComposing(event) || (key !== 'f' && key !== 'h')) return;
      event.preventDefault();
      setRequest({ mode: key === 'f' ? 'find' : 'replace' });
    };
    frame?.addEventListener('keydown', onKeyDown);
    return () => frame?.removeEventListener('keydown', onKeyDown);
  }, [page, isPossible]);
  const close = () => {
    setRequest(null);
    page.current?.focus({ preventScroll: true });
  };
  return { request: isPossible ? request : null, open: (mode: FindMode) => setRequest({ mode }), close };
}
