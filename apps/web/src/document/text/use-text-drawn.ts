import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Runs in the frame in which a text on the page was drawn anew, as when it comes near or is no longer edited. */
export function useTextDrawn(page: RefObject<HTMLElement | null>, onDrawn: () => void): void {
  const drawn = useEffectEvent(onDrawn);
  useEffect(() => {
    let frame = 0;
    const observer = new MutationObserver((records) => {
      if (!records.some(isOfText)) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => drawn());
    });
    if (page.current) observer.observe(page.current, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [page]);
}

/** Not what is being written or stands beside the text, which changes all the time. */
function isOfText({ target, addedNodes }: MutationRecord): boolean {
  const isText = (node: Node) => node instanceof Element && (node.closest('[data-text]') ?? node.querySelector('[data-text]')) !== null;
  return (target instanceof Element && target.closest('[data-text]') !== null) || [...addedNodes].some(isText);
}
