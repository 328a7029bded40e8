import { useEffect, useRef, useState, type RefObject } from 'react';

const nearPx = 800;

const waiting = new WeakMap<Element, () => void>();
const observers = new WeakMap<Element, IntersectionObserver>();

/** The margin counts only for the element that scrolls, so each scrolling page has its own observer. */
function observerOf(scroller: Element): IntersectionObserver {
  const known = observers.get(scroller);
  if (known) return known;
  const created = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    { root: scroller, rootMargin: `${nearPx}px 0px` },
  );
  observers.set(scroller, created);
  return created;
}

/** Whether an element has come near what is seen of its scrolling page; once it has, it stays so. */
export function useNearViewport(isNearFromStart: boolean): [RefObject<HTMLElement | null>, boolean] {
  const ref = useRef<HTMLElement>(null);
  const [isNear, setIsNear] = useState(isNearFromStart);
  useEffect(() => {
    const element = ref.current;
    const scroller = element?.closest('.turns-page');
    if (isNear || !element || !scroller) return undefined;
    const observer = observerOf(scroller);
    waiting.set(element, () => setIsNear(true));
    observer.observe(element);
    return () => observer.unobserve(element);
  }, [isNear]);
  return [ref, isNear];
}
