import { useEffect, useEffectEvent } from 'react';
import { isComposing } from '../keyboard/composition.ts';
import { isSomethingOpen } from '../keyboard/open-layers.ts';

/** Esc stops the answer and keeps it, wherever the focus is, unless something that is open takes the key. */
export function useStopKey(stop: (() => void) | null): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!stop || event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    if (isSomethingOpen()) return;
    event.preventDefault();
    stop();
  });
  useEffect(() => {
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
