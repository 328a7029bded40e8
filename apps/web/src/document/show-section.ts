import { isTyping } from '../keyboard/shortcuts.ts';

const patienceMs = 5000;

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
  const observer = new MutationObserver(() => bring(sectionId) && stopWaiting());
  const frame = requestAnimationFrame(() => {
    if (bring(sectionId)) stopWaiting();
    else observer.observe(document.body, { childList: true, subtree: true });
  });
  // the document may not be there any more
  const patience = setTimeout(() => stopWaiting(), patienceMs);
  stopWaiting = () => {
    cancelAnimationFrame(frame);
    clearTimeout(patience);
    observer.disconnect();
  };
}

function bring(sectionId: string): boolean {
  const section = document.getElementById(sectionAnchor(sectionId));
  section?.scrollIntoView({ block: 'start' });
  // a double click opens the heading's field in the outline: it keeps the focus
  if (!isWritingOutline(document.activeElement)) section?.focus({ preventScroll: true });
  return section !== null;
}

function isWritingOutline(element: Element | null): boolean {
  return isTyping(element) && element?.closest('.document-outline') != null;
}
