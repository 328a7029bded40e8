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
  const bring = (): boolean => {
    const section = document.getElementById(sectionAnchor(sectionId));
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
    return section !== null;
  };
  if (bring()) return;
  const observer = new MutationObserver(() => {
    if (bring()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  // the document may not be there any more
  setTimeout(() => observer.disconnect(), patienceMs);
}
