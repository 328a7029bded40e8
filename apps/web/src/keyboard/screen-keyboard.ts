import { isTouch } from '../conversation/composer/text-field.ts';

/** With a keyboard on it less than this share of the usual height is left. */
const mostLeft = 0.75;
/** Of a screen's height the bars of a browser leave at least this share. */
const leastPage = 0.85;
/** What stands at the edges of a text while it is edited, in pixels. */
const edgePx = 56;

const noTyping = 'button, checkbox, color, file, image, radio, range, reset, submit'.split(', ');

/**
 * Marks the page with `data-typing` while a text is typed on a keyboard that lies on the screen: what is not needed then makes room, and
 * the caret stays in sight. Where the browser lays the keyboard over the page, the page ends above it.
 * @returns what ends it
 */
export function followScreenKeyboard(): () => void {
  const seen = window.visualViewport;
  if (!seen) return () => undefined;
  const root = document.documentElement;
  const heights = new UsualHeight();
  const follow = () => {
    const height = seen.height * seen.scale; // drawn larger by two fingers it is no keyboard
    const isOpen = height < heights.usual(height) * mostLeft && isTouch() && isTyped(document.activeElement);
    const isCovered = isOpen && seen.scale === 1 && window.innerHeight - height > 1;
    setLength(root, '--seen-height', isCovered ? height : null);
    setLength(root, '--seen-top', isCovered ? seen.offsetTop : null);
    if (isOpen === root.hasAttribute('data-typing')) return;
    root.toggleAttribute('data-typing', isOpen);
    if (isOpen) showCaret(document.activeElement);
  };
  let afterPress = 0;
  // what is pressed takes the focus before the press is over: were the bars to come back in between, it would move away from under the finger
  const followFocus = () => {
    clearTimeout(afterPress);
    if (isTyped(document.activeElement)) follow();
    else afterPress = window.setTimeout(follow);
  };
  const events = [
    [seen, 'resize', follow],
    [seen, 'scroll', follow],
    [document, 'focusin', followFocus],
  ] as const;
  for (const [target, name, listener] of events) target.addEventListener(name, listener);
  follow();
  return () => {
    clearTimeout(afterPress);
    for (const [target, name, listener] of events) target.removeEventListener(name, listener);
    root.removeAttribute('data-typing');
  };
}

/** The height of the page without a keyboard; a turned phone has another one. */
class UsualHeight {
  #width = 0;
  #tallest = 0;

  usual(height: number): number {
    if (window.innerWidth !== this.#width) this.#tallest = 0;
    this.#width = window.innerWidth;
    this.#tallest = Math.max(this.#tallest, height);
    const { width, height: long } = screen; // on some phones those of the upright screen, however it is held
    const isUpright = Math.abs(this.#width - width) <= Math.abs(this.#width - long);
    return Math.max(this.#tallest, leastPage * (isUpright ? long : width));
  }
}

function setLength(root: HTMLElement, name: string, px: number | null): void {
  if (px === null) root.style.removeProperty(name);
  else root.style.setProperty(name, `${px}px`);
}

function isTyped(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return !noTyping.includes(element.type);
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable);
}

function showCaret(field: Element | null): void {
  const scroller = field && scrollerOf(field);
  if (!scroller) return;
  const room = scroller.getBoundingClientRect();
  const upper = room.top + edgePx;
  const lower = room.bottom - edgePx / 2;
  const place = placesOf(field).find(({ height }) => height <= lower - upper);
  if (!place) return; // the browser itself knows where the caret is in it
  if (place.bottom > lower) scroller.scrollTop += place.bottom - lower;
  else if (place.top < upper) scroller.scrollTop += place.top - upper;
}

/** What is to be seen, the best first: the field with its buttons (`data-seen-whole`), the field, the line of the caret. */
function placesOf(field: Element): DOMRect[] {
  const elements = [field.closest('[data-seen-whole]'), field].filter((element) => element !== null);
  const places = elements.map((element) => element.getBoundingClientRect());
  const caret = field instanceof HTMLElement && field.isContentEditable ? placeOfCaret() : null;
  return caret ? [caret] : places;
}

function placeOfCaret(): DOMRect | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const place = range.getBoundingClientRect();
  if (place.height > 0) return place;
  const { startContainer } = range; // an empty line has no words that could be measured
  return startContainer instanceof Element ? startContainer.getBoundingClientRect() : null;
}

function scrollerOf(field: Element): Element | null {
  for (let element = field.parentElement; element; element = element.parentElement) {
    if (element.scrollHeight > element.clientHeight && /auto|scroll/u.test(getComputedStyle(element).overflowY)) return element;
  }
  return null;
}
