const patienceMs = 5000;

/** Of a section in the page of its document. */
export function sectionAnchor(sectionId: string): string {
  return `section-${sectionId}`;
}

/** Brings a section of the document that is about to be shown into view, as soon as it has been drawn. */
export function showSection(sectionId: string): void {
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
