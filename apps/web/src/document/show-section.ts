import { isTyping } from '../keyboard/shortcuts.ts';
import { holdInSight, letGo } from './text/hold-in-sight.ts';

const patienceMs = 5000;
/** Nobody sees less. */
const leastMovePx = 2;

/** Of a section in the page of its document. */
export function sectionAnchor(sectionId: string): string {
  return `section-${sectionId}`;
}

const listeners = new Set<(sectionId: string) => void>();

/** Hears of sections that are to be shown, as the page of an open document has to: their text may not be in sight. Returns the way to stop that. */
export function onSectionWanted(listener: (sectionId: string) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Brings a section of the document that is open, or about to be shown, into view as soon as it has been drawn. */
export function showSection(sectionId: string): void {
  for (const listener of listeners) listener(sectionId);
  bringSection(sectionId);
}

let stopWaiting = (): void => undefined;

/** Brings the text of a section into view in the next frame, as it may only just have come into sight, or as soon as it has been drawn. */
export function bringSection(sectionId: string): void {
  stopWaiting();
  letGo();
  const bringOnce = (): boolean => {
    const section = bring(sectionId);
    if (!section) return false;
    stopWaiting();
    hold(section);
    return true;
  };
  const observer = new MutationObserver(bringOnce);
  const frame = requestAnimationFrame(() => {
    if (!bringOnce()) observer.observe(document.body, { childList: true, subtree: true });
  });
  // the document may not be there any more
  const patience = setTimeout(() => stopWaiting(), patienceMs);
  stopWaiting = () => {
    cancelAnimationFrame(frame);
    clearTimeout(patience);
    observer.disconnect();
  };
}

function bring(sectionId: string): HTMLElement | null {
  const section = document.getElementById(sectionAnchor(sectionId));
  section?.scrollIntoView({ block: 'start' });
  // a double click opens the heading's field in the outline: it keeps the focus
  if (!isWritingOutline(document.activeElement)) section?.focus({ preventScroll: true });
  return section;
}

/** Where it came to stand, also at the end of the document, where it cannot come to the top. */
function hold(section: HTMLElement): void {
  let top = section.getBoundingClientRect().top;
  holdInSight(() => {
    if (Math.abs(section.getBoundingClientRect().top - top) < leastMovePx) return false;
    section.scrollIntoView({ block: 'start' });
    top = section.getBoundingClientRect().top;
    return true;
  });
}

function isWritingOutline(element: Element | null): boolean {
  return isTyping(element) && element?.closest('.document-outline') != null;
}
