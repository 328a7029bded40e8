import { useEffect, type RefObject } from 'react';
import { isComposing } from '../keyboard/composition.ts';

/** Leads to the toast that came last, and from a toast back to where the writer was. */
export const toastKey = 'F6';

/** Listens for the key of toasts; without a toast it is the browser's. @param place in which they stand, the last one at the end */
export function useToastKey(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let cameFrom: Element | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      const toaster = place.current;
      const newest = toaster?.lastElementChild?.querySelector('button');
      if (event.key !== toastKey || event.defaultPrevented || isComposing(event) || !toaster || !newest) return;
      event.preventDefault();
      const { activeElement } = document;
      if (!toaster.contains(activeElement)) {
        cameFrom = activeElement;
        newest.focus();
      } else if (cameFrom instanceof HTMLElement) cameFrom.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [place]);
}
