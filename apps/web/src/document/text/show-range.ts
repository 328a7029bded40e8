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

/** Whether that moved the page. */
function centre(range: Range): boolean {
  const element = elementAt(range);
  const page = element?.closest('.document-text');
  // in whatever scrolls to the side, such as a wide table
  element?.scrollIntoView({ block: 'nearest' });
  if (!page) return false;
  const [words, seen] = [range.getBoundingClientRect(), page.getBoundingClientRect()];
  const room = Math.max(0, (seen.height - words.height) / 2);
  const top = words.top - seen.top - room;
  if (Math.abs(top) < leastMovePx) return false;
  const before = page.scrollTop;
  page.scrollBy({ top });
  return page.scrollTop !== before;
}
