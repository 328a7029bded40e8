/** What is asked of the page of a document from elsewhere, such as the menu of its title or the palette: a part of it, or a step in its history. */
export type WantedPart = 'find' | 'replace' | 'checks' | 'versions' | 'polishAll' | 'undo' | 'redo';

const listeners = new Set<(part: WantedPart) => void>();

/** Hears which part is to be shown. Returns the way to stop that. */
export function onPartWanted(listener: (part: WantedPart) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Asks the open document for it: in the next frame, as a menu or dialog that is closing gives the focus back first. */
export function wantPart(part: WantedPart): void {
  requestAnimationFrame(() => {
    for (const listener of listeners) listener(part);
  });
}
