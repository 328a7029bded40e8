const patienceMs = 5000;

let stopWaiting = (): void => undefined;

/**
 * Brings words of the text into the middle of what is seen, and once more when the text there has been drawn: one that was far away stood there as
 * its Markdown, and moves when it is drawn. Words that are not there yet are waited for.
 * @param find where the words are now; `null`: they are not drawn
 * @param onShown gets the words each time they were brought
 */
export function showRange(find: () => Range | null, onShown: (range: Range) => void = () => undefined): void {
  stopWaiting();
  let frame = 0;
  const show = () => {
    const range = find();
    if (!range) return;
    centre(range);
    onShown(range);
    if (!isFar(range)) stopWaiting();
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

function elementAt({ startContainer }: Range): Element | null {
  return startContainer instanceof Element ? startContainer : startContainer.parentElement;
}

/** Whether the words stand in Markdown that is drawn when it comes near. */
function isFar(range: Range): boolean {
  return elementAt(range)?.closest('.plain-text') != null;
}

function centre(range: Range): void {
  const element = elementAt(range);
  // in whatever scrolls to the side, such as a wide table
  element?.scrollIntoView({ block: 'nearest' });
  const page = element?.closest('.document-text');
  if (!page) return;
  const [words, seen] = [range.getBoundingClientRect(), page.getBoundingClientRect()];
  const room = Math.max(0, (seen.height - words.height) / 2);
  page.scrollBy({ top: words.top - seen.top - room });
}
