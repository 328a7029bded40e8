import { useEffect, useState, type RefObject } from 'react';

/** A section that begins above this part of the page is the one that is read. */
const readingLine = 0.4;

/** The section whose text the writer looks at; `null` while there is none. */
export function useSectionInView(page: RefObject<HTMLElement | null>, sectionIds: string): string | null {
  // a document opens at its beginning: the page need not be drawn a second time to say so
  const [current, setCurrent] = useState<string | null>(sectionIds.split(',', 1)[0] || null);
  useEffect(() => {
    const scroller = page.current;
    if (!scroller) return undefined;
    let isDue = false;
    const look = () => {
      isDue = false;
      // out of sight, on phones, nothing of it is looked at
      if (scroller.clientHeight > 0) setCurrent(sectionAt(scroller));
    };
    const onScroll = () => {
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(look);
    };
    // it tells of the size as it is, too, when that is known anyway: asking now would have the page laid out once more
    const resizes = new ResizeObserver(look);
    resizes.observe(scroller);
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resizes.disconnect();
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [page, sectionIds]);
  return current;
}

function sectionAt(scroller: HTMLElement): string | null {
  const line = scroller.getBoundingClientRect().top + scroller.clientHeight * readingLine;
  const sections = [...scroller.querySelectorAll<HTMLElement>('[data-section-id]')];
  const begun = sections.findLast((section) => section.getBoundingClientRect().top <= line);
  return (begun ?? sections[0])?.dataset['sectionId'] ?? null;
}
