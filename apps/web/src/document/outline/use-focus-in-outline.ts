import { useEffect, useRef, type RefObject } from 'react';

const controls = '.growing button, .job-controls button';
const theRows = '.outline-row-main[aria-current], .outline-row-main';

/**
 * What begins the writing goes when it has begun, and what ends it when it has ended; a row goes when it is taken away. The focus stays in the
 * outline: with what can be done next, or with a row.
 */
export function useFocusInOutline(rows: RefObject<HTMLElement | null>): void {
  const last = useRef<'controls' | 'rows' | null>(null);
  useEffect(() => {
    const note = ({ target }: Event) => {
      const isHere = target instanceof Element && rows.current?.closest('.document-outline')?.contains(target) === true;
      if (!isHere) last.current = null;
      else last.current = rows.current?.contains(target) === true ? 'rows' : 'controls';
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note); // which may lead to nothing that has the focus
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, [rows]);
  useEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return;
    const pane = rows.current?.closest('.document-outline');
    for (const found of last.current === 'rows' ? [theRows, controls] : [controls, theRows]) {
      const next = pane?.querySelector<HTMLElement>(found);
      if (next) return next.focus({ preventScroll: true });
    }
  });
}
