/**
 * What is about to go takes the focus with it, and the keys that come next would begin at the top of the page: what comes in its place gets it.
 * Where the writer has gone somewhere else meanwhile nothing is done.
 */
export function keepFocusNear(leaving: Element | null): void {
  const place = leaving?.parentElement;
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    // beside the name of a conversation there may be the way to its document
    place?.querySelector<HTMLElement>('a[href]:not(.about-document), button')?.focus({ preventScroll: true });
  });
}
