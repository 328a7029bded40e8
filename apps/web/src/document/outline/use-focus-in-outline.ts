import { useEffect, useRef, type RefObject } from 'react';

const controls = '.growing button, .job-controls button';

/** What begins the writing goes when it has begun, and what ends it when it has ended: what can be done next gets the focus, else a row. */
export function useFocusInOutline(rows: RefObject<HTMLElement | null>): void {
  const isAmongControls = useRef(false);
  useEffect(() => {
    const note = ({ target }: Event) => {
      isAmongControls.current = target instanceof Element && target.closest('.document-outline :is(.growing, .job-controls)') !== null;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note); // which may lead to nothing that has the focus
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, []);
  useEffect(() => {
    if (!isAmongControls.current || document.activeElement !== document.body) return;
    const pane = rows.current?.closest('.document-outline');
    const next =
      pane?.querySelector<HTMLElement>(controls) ?? pane?.querySelector<HTMLElement>('.outline-row-main[aria-current], .outline-row-main');
    next?.focus({ preventScroll: true });
  });
}
