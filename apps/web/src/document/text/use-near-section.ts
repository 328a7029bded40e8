import { startTransition, useEffect, useState, type RefObject } from 'react';
import { textComes, textHasCome } from '../../conversation/markdown/coming-texts.ts';
import { beforePrint } from '../../shell/before-print.ts';

/** Two screens before it comes into sight, a section is drawn in full. */
const nearMargin = '1800px';

const listeners = new WeakMap<Element, (entry: IntersectionObserverEntry) => void>();
const observers = new WeakMap<Element, IntersectionObserver>();

/** One for all sections of a page: a long document has hundreds. */
function observerOf(scroller: Element): IntersectionObserver {
  const known = observers.get(scroller);
  if (known) return known;
  const hear = (entries: readonly IntersectionObserverEntry[]) => {
    for (const entry of entries) if (entry.isIntersecting) listeners.get(entry.target)?.(entry);
  };
  const created = new IntersectionObserver(hear, { root: scroller, rootMargin: `${nearMargin} 0px` });
  observers.set(scroller, created);
  return created;
}

/** Whether a section has come near what is seen; once it has, it stays so. Also how to bring it near at once. */
export function useNearSection(frame: RefObject<HTMLElement | null>, isFar: boolean): readonly [isNear: boolean, comeNear: () => void] {
  const [isNear, setIsNear] = useState(!isFar);
  useEffect(() => {
    const section = frame.current;
    const scroller = section?.closest('.document-text');
    if (isNear || !section || !scroller) return undefined;
    const observer = observerOf(scroller);
    listeners.set(section, (entry) => {
      // what is not seen yet is drawn while the page answers
      if (isSeen(entry)) setIsNear(true);
      else {
        textComes(section);
        startTransition(() => setIsNear(true));
      }
    });
    observer.observe(section);
    const stop = beforePrint(() => setIsNear(true));
    return () => {
      stop();
      observer.unobserve(section);
      textHasCome(section);
    };
  }, [frame, isNear]);
  return [isNear, () => setIsNear(true)];
}

function isSeen({ boundingClientRect: { top, bottom } }: IntersectionObserverEntry): boolean {
  return bottom >= 0 && top <= window.innerHeight;
}
