import { useEffect, useState, type RefObject } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isSomethingOpen } from '../../keyboard/open-layers.ts';
import { isCommand, isTyping } from '../../keyboard/shortcuts.ts';
import { onPartWanted, wantPart } from '../wanted-part.ts';

export type FindMode = 'find' | 'replace';

/** The bar that finds is asked for: to find or to replace. Asked for once more, it is another object. */
export interface FindRequest {
  readonly mode: FindMode;
}

/**
 * Ctrl or ⌘ with F finds, with H replaces, wherever the focus is on the page of a document, but for text fields beside the text and what lies over the
 * page: there the browser's own search opens.
 * @param isPossible the text is shown
 */
export function useFindKeys(page: RefObject<HTMLElement | null>, isPossible: boolean) {
  const [request, setRequest] = useState<FindRequest | null>(null);
  useEffect(() => onPartWanted((part) => (part === 'find' || part === 'replace') && setRequest({ mode: part })), []);
  useEffect(() => {
    if (!isPossible) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const mode = modeOf(event);
      if (mode === null || isElsewhere(event.target, page.current)) return;
      event.preventDefault();
      wantPart(mode);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [page, isPossible]);
  const close = () => {
    setRequest(null);
    page.current?.focus({ preventScroll: true });
  };
  return { request: isPossible ? request : null, open: (mode: FindMode) => setRequest({ mode }), close };
}

const modes: Partial<Record<string, FindMode>> = { f: 'find', h: 'replace' };

function modeOf(event: KeyboardEvent): FindMode | null {
  if (!isCommand(event) || event.shiftKey || event.defaultPrevented || isComposing(event)) return null;
  return modes[event.key.toLowerCase()] ?? null;
}

function isElsewhere(target: EventTarget | null, text: HTMLElement | null): boolean {
  if (target instanceof Node && text?.contains(target)) return false;
  return isTyping(target) || isSomethingOpen();
}
