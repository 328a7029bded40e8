import type { Section } from '@maobi/contract';
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import { useSought } from '../find/sought-words.ts';
import { holdInSight } from './hold-in-sight.ts';
import { goToPlace, keepPlace, keptPlace, placeIn, type KeptPlace } from './kept-place.ts';

const restMs = 300;
/** Only who has moved the page themself was anywhere: it also moves by itself while it is drawn. */
const ownMoves = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

interface Opening {
  readonly place: KeptPlace;
  /** Of its section. */
  readonly index: number;
}

/** Where the writer was when the document was left; `null`: at its beginning. */
export function useOpening(documentId: string, sections: readonly Section[]): Opening | null {
  const [opening] = useState(() => {
    // who was led to words from elsewhere gets there
    const place = useSought.getState().sought?.documentId === documentId ? null : keptPlace(documentId);
    const index = place ? sections.findIndex(({ id }) => id === place.sectionId) : -1;
    return place && index >= 0 ? { place, index } : null;
  });
  return opening;
}

/**
 * Opens the text where it was left, before anything of it is seen, and remembers where it is left. Who follows a link to somewhere in it gets there.
 * @param article the text, in the page that scrolls it
 * @param isWhole all sections stand there
 */
export function useKeptPlace(article: RefObject<HTMLElement | null>, documentId: string, opening: Opening | null, isWhole: boolean): void {
  const place = opening?.place ?? null;
  useLayoutEffect(() => {
    const page = article.current?.closest<HTMLElement>('.document-text');
    if (page && place) goToPlace(page, place);
  }, [article, place, isWhole]);
  useEffect(() => {
    const page = article.current?.closest<HTMLElement>('.document-text');
    if (!page || !place || !isWhole) return;
    const section = page.querySelector<HTMLElement>(`[data-section-id="${CSS.escape(place.sectionId)}"]`);
    // keys go on from there
    if (document.activeElement?.matches('body, main') === true) section?.focus({ preventScroll: true });
    holdInSight(() => goToPlace(page, place));
  }, [article, place, isWhole]);
  useEffect(() => {
    const page = article.current?.closest<HTMLElement>('.document-text');
    return page ? rememberPlace(page, documentId) : undefined;
  }, [article, documentId]);
}

/** Returns the way to stop it. */
function rememberPlace(page: HTMLElement, documentId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasMoved = false;
  let isDue = false;
  const move = () => (hasMoved = true);
  const keep = () => {
    clearTimeout(timer);
    if (isDue && page.clientHeight > 0) keepPlace(documentId, placeIn(page));
    isDue = false;
  };
  const onScroll = () => {
    if (!hasMoved) return;
    isDue = true;
    clearTimeout(timer);
    timer = setTimeout(keep, restMs);
  };
  for (const name of ownMoves) addEventListener(name, move, { capture: true, passive: true });
  page.addEventListener('scroll', onScroll, { passive: true });
  addEventListener('pagehide', keep);
  return () => {
    keep();
    for (const name of ownMoves) removeEventListener(name, move, { capture: true });
    page.removeEventListener('scroll', onScroll);
    removeEventListener('pagehide', keep);
  };
}
