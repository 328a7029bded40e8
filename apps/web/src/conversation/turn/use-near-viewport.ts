import { useEffect, useRef, useState, type RefObject } from 'react';
import { beforePrint } from '../../shell/before-print.ts';

const nearPx = 800;
/** Farther than it was when it came near, so that reading to and fro draws nothing anew. */
const farPx = 2400;

type Heard = (isWithin: boolean) => void;
const listeners = new WeakMap<Element, Heard>();
const observers = { [nearPx]: new WeakMap<Element, IntersectionObserver>(), [farPx]: new WeakMap<Element, IntersectionObserver>() };

/** The margin counts only for the element that scrolls, so each scrolling page has its own observers. */
function observerOf(scroller: Element, marginPx: typeof nearPx | typeof farPx): IntersectionObserver {
  const known = observers[marginPx].get(scroller);
  if (known) return known;
  const created = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) listeners.get(target)?.(isIntersecting);
    },
    { root: scroller, rootMargin: `${marginPx}px 0px` },
  );
  observers[marginPx].set(scroller, created);
  return created;
}

/**
 * Whether an element is near what is seen of its scrolling page. Once it is, it stays so until it is far away and nothing is being done in it:
 * a page that stays open would else hold on to all that was ever seen of it.
 */
export function useNearViewport(isAlwaysNear: boolean): [RefObject<HTMLElement | null>, boolean] {
  const ref = useRef<HTMLElement>(null);
  const [isNear, setIsNear] = useState(isAlwaysNear);
  if (isAlwaysNear && !isNear) setIsNear(true);
  useEffect(() => {
    const element = ref.current;
    const scroller = element?.closest('.turns-page');
    if (isAlwaysNear || !element || !scroller) return undefined;
    const observer = observerOf(scroller, isNear ? farPx : nearPx);
    listeners.set(element, (isWithin) => {
      if (isWithin !== isNear && (isWithin || !isBusy(element))) setIsNear(isWithin);
    });
    observer.observe(element);
    const stop = beforePrint(() => setIsNear(true));
    return () => {
      stop();
      observer.unobserve(element);
    };
  }, [isNear, isAlwaysNear]);
  return [ref, isNear];
}

/** Whether the writer is at work in it or selects some of it, or a text is being written there. */
function isBusy(element: Element): boolean {
  const selection = document.getSelection();
  if (selection?.isCollapsed === false && selection.getRangeAt(0).intersectsNode(element)) return true;
  return element.contains(document.activeElement) || element.querySelector('textarea, .brush') !== null;
}
