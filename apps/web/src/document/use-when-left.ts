import { useEffect, useEffectEvent, useRef } from 'react';

/** Calls when a field goes because its page is left, by a link or Back, or closed: nobody has told the field that it is done. */
export function useWhenLeft(onLeft: () => void): void {
  const leave = useEffectEvent(onLeft);
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    const hear = () => leave();
    addEventListener('pagehide', hear);
    return () => {
      removeEventListener('pagehide', hear);
      isThere.current = false;
      // what is inside of it goes a moment later, and brings its last words; in development it may not go at all
      queueMicrotask(() => !isThere.current && leave());
    };
  }, []);
}
