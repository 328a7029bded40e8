import { holdInSight, letGo } from './hold-in-sight.ts';

const patienceMs = 5000;
/** Nobody sees less. */
const leastMovePx = 2;

let stopWaiting = (): void => undefined;

/**
 * Brings words of the text into the middle of what is seen, and once more when the text there has been drawn: one that was far away stood there as
 * its Markdown, and moves when it is drawn. Words that are not there yet are waited for.
 * @param find where the words are now; `null`: they are not drawn
 * @param onShown gets the words each time they were brought
 */
export function showRange(find: () => Range | null, onShown: (range: Range) => void = () => undefined): void {
  stopShowing();
  let frame = 0;
  const show = () => {
    const range = find();
    if (!range) return;
    centre(range);
    onShown(range);
    if (isFar(range)) return;
    stopWaiting();
    hold(range, find, onShown);
  };
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(show);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const patience = setTimeout(() => stopWaiting(), patienceMs);
  stopWaiting = () => {
    cancelAnimationFrame(frame);
    clearTimeout(patience);
    observer.disconnect();
  };
  show();
}

/** Nothing is brought into sight any more: the text is about to change and stays where it is seen. */
export function stopShowing(): void {
  stopWaiting();
  letGo();
}

/** Where the text is drawn anew, the words stand in other nodes. */
function hold(first: Range, find: () => Range | null, onShown: (range: Range) => void): void {
  let range: Range | null = first;
  holdInSight(() => {
    if (range && !range.startContainer.isConnected) {
      range = find();
      if (range) onShown(range);
    }
    return range !== null && centre(range);
  });
}

function elementAt({ startContainer }: Range): Element | null {
  return startContainer instanceof Element ? startContainer : startContainer.parentElement;
}

/** Whether the words stand in Markdown that is drawn when it comes near. */
function isFar(range: Range): boolean {
  return elementAt(range)?.closest('.plain-text') != null;
}

/** Whether that moved the words. */
function centre(range: Range): boolean {
  const element = elementAt(range);
  const page = element?.closest<HTMLElement>('.document-text');
  // in whatever scrolls to the side, such as a wide table
  element?.scrollIntoView({ block: 'nearest' });
  if (!page) return false;
  const [words, seen] = [range.getBoundingClientRect(), seenPart(page)];
  const top = words.top - seen.top - Math.max(0, (seen.height - words.height) / 2);
  if (Math.abs(top) < leastMovePx) return false;
  const before = page.scrollTop;
  page.scrollBy({ top });
  const lackingPx = seen.top - range.getBoundingClientRect().top;
  if (lackingPx >= leastMovePx) giveRoomAbove(page, roomAbovePx(page) + lackingPx);
  return page.scrollTop !== before || lackingPx >= leastMovePx;
}

const gapPx = 8;

/** Of the page, what no bar lies over. */
function seenPart(page: HTMLElement): { readonly top: number; readonly height: number } {
  const { top, bottom } = page.getBoundingClientRect();
  const bar = page.querySelector('[data-over-text]')?.getBoundingClientRect();
  const from = bar ? Math.max(top, bar.bottom + gapPx) : top;
  return { top: from, height: bottom - from };
}

const roomAbove = '--room-above';

/** Above the whole text, whose first lines could not come out from below a bar without it. */
function giveRoomAbove(page: HTMLElement, roomPx: number): void {
  page.style.setProperty(roomAbove, `${Math.ceil(roomPx)}px`);
}

function roomAbovePx(page: HTMLElement): number {
  return Number.parseFloat(page.style.getPropertyValue(roomAbove)) || 0;
}

/** The bar has gone: the text needs no room above it any more, and stays where it is seen if it can. */
export function takeRoomAbove(page: HTMLElement): void {
  const [roomPx, scrolledPx] = [roomAbovePx(page), page.scrollTop];
  if (roomPx === 0) return;
  page.style.removeProperty(roomAbove);
  page.scrollTop = Math.max(0, scrolledPx - roomPx);
}
