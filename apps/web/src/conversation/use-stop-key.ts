import { useEffect, useEffectEvent, useRef } from 'react';
import { isComposing } from '../keyboard/composition.ts';
import { isSomethingOpen } from '../keyboard/open-layers.ts';

/**
 * Esc stops what is written and keeps it, wherever the focus is, unless something that is open takes the key.
 * @param restMs after an Esc that closed something, the next one stops nothing for so long
 */
export function useStopKey(stop: (() => void) | null, restMs = 0): void {
  const pressedAt = useRef<{ readonly last: number; readonly before: number }>({ last: -Infinity, before: -Infinity });
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!stop || event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    if (isSomethingOpen() || event.timeStamp - pressedAt.current.before < restMs) return;
    event.preventDefault();
    stop();
  });
  useEffect(() => {
    // seen by all, also where whatever takes the key keeps it to itself
    const onPress = ({ key, timeStamp }: KeyboardEvent) => {
      if (key === 'Escape') pressedAt.current = { last: timeStamp, before: pressedAt.current.last };
    };
    addEventListener('keydown', onPress, { capture: true });
    addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('keydown', onPress, { capture: true });
      removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
