import { useEffect, useState, type RefObject } from 'react';

/** The section that the writer last pressed, went to or wrote in, however the text is scrolled since; `null`: none yet. */
export function useChosenSection(page: RefObject<HTMLElement | null>): string | null {
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    const scroller = page.current;
    if (!scroller) return undefined;
    const choose = ({ target }: Event) => {
      const section = target instanceof Element ? target.closest<HTMLElement>('[data-section-id]') : null;
      if (section?.dataset['sectionId'] !== undefined) setChosen(section.dataset['sectionId']);
    };
    scroller.addEventListener('pointerdown', choose);
    scroller.addEventListener('focusin', choose);
    return () => {
      scroller.removeEventListener('pointerdown', choose);
      scroller.removeEventListener('focusin', choose);
    };
  }, [page]);
  return chosen;
}
