import { useEffect, useState, type RefObject } from 'react';
import { isSomethingOpen } from '../../keyboard/open-layers.ts';
import { isTyping } from '../../keyboard/shortcuts.ts';
import { onPartWanted, wantPart } from '../wanted-part.ts';
import { findModeOf, type FindMode } from './find-mode.ts';

/** The bar that finds is asked for: to find or to replace. Asked for once more, it is another object. */
export interface FindRequest {
  readonly mode: FindMode;
}

/** Where the writer is when they stop finding. */
export interface FoundPlace {
  readonly sectionId: string;
  /** `null`: its words are not drawn. */
  readonly range: Range | null;
}

/**
 * Ctrl or ⌘ with F finds, with H (on macOS with Shift and H) replaces, wherever the focus is on the page of a document, but for text fields beside the text and what lies over the
 * page: there the browser's own search opens.
 * @param isPossible the text is shown
 */
export function useFindKeys(page: RefObject<HTMLElement | null>, isPossible: boolean) {
  const [request, setRequest] = useState<FindRequest | null>(null);
  useEffect(() => onPartWanted((part) => (part === 'find' || part === 'replace') && setRequest({ mode: part })), []);
  useEffect(() => {
    if (!isPossible) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const mode = findModeOf(event);
      if (mode === null || isElsewhere(event.target, page.current)) return;
      event.preventDefault();
      wantPart(mode);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [page, isPossible]);
  const close = (found: FoundPlace | null) => {
    setRequest(null);
    const section = found && page.current?.querySelector<HTMLElement>(`[data-section-id="${CSS.escape(found.sectionId)}"]`);
    (section ?? page.current)?.focus({ preventScroll: true });
    if (found?.range) document.getSelection()?.collapse(found.range.startContainer, found.range.startOffset);
  };
  return { request: isPossible ? request : null, open: (mode: FindMode) => setRequest({ mode }), close };
}

function isElsewhere(target: EventTarget | null, text: HTMLElement | null): boolean {
  if (target instanceof Node && text?.contains(target)) return false;
  return isTyping(target) || isSomethingOpen();
}
