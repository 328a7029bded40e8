import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** So near to the end that the writer is taken to be there. */
const atEndPx = 48;

export interface PageScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** The end lies below what is seen. */
  readonly isAway: boolean;
  readonly toNewest: () => void;
}

interface PageScrollInput {
  /** The conversation, and whether it is there: it is shown from its last question on when it opens. */
  readonly openedId: string | null;
  /** The last question; when it changes on an open page it has just been sent and goes to the top. */
  readonly lastTurnId: string | null;
}

/**
 * Where the page stands. It goes along with what is being written only while the writer is at its end; once they scroll
 * away nothing moves it.
 */
export function usePageScroll({ openedId, lastTurnId }: PageScrollInput): PageScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const shown = useRef<{ openedId: string | null; lastTurnId: string | null }>({ openedId: null, lastTurnId: null });
  const [isAway, setIsAway] = useState(false);

  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { openedId, lastTurnId };
    const page = scroller.current;
    if (!page || openedId === null || lastTurnId === null) return;
    if (before.openedId === openedId && before.lastTurnId === lastTurnId) return;
    const turn = page.querySelector<HTMLElement>(`[data-message="${CSS.escape(lastTurnId)}"]`);
    if (!turn) return;
    // a question sent on the open page gets the room its answer will fill: it is written without anything moving
    if (before.openedId === openedId) turn.style.minHeight = `${page.clientHeight - endPaddingPx}px`;
    page.scrollTop = turn.offsetTop > firstTurnPx ? turn.offsetTop : 0;
    isFollowing.current = isAtEnd(page);
  }, [openedId, lastTurnId]);

  useEffect(() => {
    const page = scroller.current;
    const inside = content.current;
    if (!page || !inside) return undefined;
    const onScroll = () => {
      isFollowing.current = isAtEnd(page);
      setIsAway(!isFollowing.current);
    };
    // runs after layout: reading the height costs no second layout
    const resizes = new ResizeObserver(() => {
      if (isFollowing.current) page.scrollTop = page.scrollHeight;
      else setIsAway(!isAtEnd(page));
    });
    page.addEventListener('scroll', onScroll, { passive: true });
    resizes.observe(inside);
    resizes.observe(page);
    return () => {
      page.removeEventListener('scroll', onScroll);
      resizes.disconnect();
    };
  }, []);

  const toNewest = useCallback(() => {
    const page = scroller.current;
    if (!page) return;
    isFollowing.current = true;
    page.scrollTop = page.scrollHeight;
  }, []);
  return { scroller, content, isAway, toNewest };
}

const endPaddingPx = 40;
/** The first turn begins above this. */
const firstTurnPx = 60;

function isAtEnd(page: HTMLElement): boolean {
  return page.scrollHeight - page.scrollTop - page.clientHeight <= atEndPx;
}
