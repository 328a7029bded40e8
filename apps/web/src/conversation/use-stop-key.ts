import { useEffect, useRef } from 'react';
import { isComposing } from '../keyboard/composition.ts';

/** Esc stops the answer and keeps it, wherever the focus is, unless something that is open takes the key. */
export function useStopKey(stop: (() => void) | null): void {
  const latest = useRef(stop);
  latest.current = stop;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      if (!latest.current || document.querySelector('[role="dialog"], [role="menu"], [role="alertdialog"]')) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
