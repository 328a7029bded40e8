import { holdInSight } from './hold-in-sight.ts';

/** Nobody sees less. */
const leastMovePx = 2;
/** Of the height of the page: where the eyes are. */
const eyeLevel = 1 / 3;

interface Place {
  readonly sectionId: string;
  /** Of the paragraph in its section; -1: the section as a whole. */
  readonly block: number;
  readonly topPx: number;
  readonly scrolledPx: number;
}

/**
 * Changes texts of the document, and keeps the paragraph that the writer looks at where it is seen, although texts above it become longer or shorter and
 * are drawn anew. Who goes somewhere else meanwhile stays there.
 * @param page scrolls the text; `null`: it is not shown
 */
export async function keepingPlace<T>(page: HTMLElement | null, change: () => Promise<T>): Promise<T> {
  const place = page && placeOf(page);
  const changed = await change();
  if (page && place && page.scrollTop === place.scrolledPx) holdInSight(() => bringBack(page, place));
  return changed;
}

function placeOf(page: HTMLElement): Place | null {
  const { top, height } = page.getBoundingClientRect();
  const isSeen = (element: Element) => element.getBoundingClientRect().bottom > top + height * eyeLevel;
  const text = [...page.querySelectorAll<HTMLElement>('[data-text]')].find(isSeen);
  const sectionId = text?.dataset['text'];
  if (!text || sectionId === undefined) return null;
  const block = blocksOf(text).findIndex(isSeen);
  const seen = blocksOf(text)[block] ?? text;
  return { sectionId, block, topPx: seen.getBoundingClientRect().top, scrolledPx: page.scrollTop };
}

/** Whether that moved the page. */
function bringBack(page: HTMLElement, { sectionId, block, topPx }: Place): boolean {
  const text = page.querySelector(`[data-text="${CSS.escape(sectionId)}"]`);
  const seen = text && (blocksOf(text)[block] ?? text);
  const movedPx = seen ? seen.getBoundingClientRect().top - topPx : 0;
  if (Math.abs(movedPx) < leastMovePx) return false;
  const before = page.scrollTop;
  page.scrollBy({ top: movedPx });
  return page.scrollTop !== before;
}

function blocksOf(text: Element): Element[] {
  return [...text.querySelectorAll('.answer > *')];
}
