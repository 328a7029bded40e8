import type { Page } from 'playwright-core';

/** Taller than this, whatever is pressed is met by a thumb. */
const thumbPx = 44;

/**
 * What can be pressed and is too low for a thumb, by its class and its words. Links within a line of text are exempt, and so is what
 * stands in the writer's own text.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return look(
    page,
    `shown('button, a[href], select, summary, input:not([type="checkbox"], [type="radio"], [type="file"])')
    .filter((element) => !element.matches('.link, .skip') && !element.closest('.answer'))
    .map((element) => (element.parentElement.matches('.field') ? element.parentElement : element))
    .filter((element) => element.getBoundingClientRect().height < ${thumbPx - 0.5})
    .map((element) => nameOf(element) + ': ' + Math.round(element.getBoundingClientRect().height) + ' px')`,
  );
}

/** So far apart, or so large, are things to press that one of them is met and not the other (WCAG 2.5.8). */
const targetPx = 24;

/** What can be pressed, is smaller than that, and has another target within a circle of that size around its middle. Links in a line of text are exempt. */
export function crowdedTargets(page: Page): Promise<string[]> {
  return look(
    page,
    `(() => {
    const pressed = shown('button, a[href], select, summary, textarea, input:not([type="file"]), [role="separator"][tabindex]')
      .filter((element) => !element.closest('.answer') && !element.matches('.skip') && getComputedStyle(element).display !== 'inline')
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }));
    const isSmall = ({ box }) => Math.min(box.width, box.height) < ${targetPx - 0.5};
    const middle = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
    const isMet = (one, other) => {
      const [x, y] = middle(one);
      const [right, down] = [Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)];
      if (Math.hypot(right, down) < ${targetPx / 2}) return true;
      const [otherX, otherY] = middle(other);
      return isSmall(other) && Math.hypot(x - otherX, y - otherY) < ${targetPx};
    };
    return pressed
      .filter((one) => isSmall(one) && pressed.some((other) => !other.element.contains(one.element) && !one.element.contains(other.element) && isMet(one, other)))
      .map(({ element, box }) => nameOf(element) + ': ' + Math.round(box.width) + ' × ' + Math.round(box.height));
  })()`,
  );
}

/** What moves, or would: by the style of what is seen, its parts that the style adds included. */
export function movements(page: Page): Promise<string[]> {
  return look(
    page,
    `shown('*').flatMap((element) => [null, '::before', '::after'].flatMap((part) => {
    const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element, part);
    const takesTime = (durations) => durations.split(',').some((duration) => parseFloat(duration) > 0);
    const isMoved = takesTime(transitionDuration) || (animationName !== 'none' && takesTime(animationDuration)) || scrollBehavior === 'smooth';
    return isMoved ? [nameOf(element) + (part ?? '') + ': ' + [transitionDuration, animationName, animationDuration, scrollBehavior].join(' ')] : [];
  }))`,
  );
}

/** What reaches over the left or right edge of the window; code, tables and the bar of the editor are moved sideways in their own boxes. */
export function outsideWindow(page: Page): Promise<string[]> {
  return look(
    page,
    `shown('body *')
    .filter((element) => !element.closest('.answer, .batch-scroll, .words-bar'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.right > innerWidth + 1 || box.left < -1)
    .map(({ element, box }) => nameOf(element) + ': ' + Math.round(box.left) + ' to ' + Math.round(box.right))`,
  );
}

/** Texts in Chinese letters on a page in English that do not say so: they would be spoken, and set, as English. An answer is in one language as a whole. */
export function unmarkedChinese(page: Page): Promise<string[]> {
  return look(
    page,
    `shown('body *').flatMap((element) => {
    if (element.closest('[lang^="zh"], .seal, .answer')) return [];
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data);
    return own.filter((text) => /\\p{Script=Han}/u.test(text)).map((text) => nameOf(element) + ': ' + text.trim().slice(0, 60));
  })`,
  );
}

/** Labels in Chinese letters, for a page in English; names of languages are their own. */
export function chineseLabels(page: Page): Promise<string[]> {
  return look(
    page,
    `shown('body *').flatMap((element) => {
    if (element.closest('[lang^="zh"], .answer')) return [];
    const labels = ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '');
    return labels.filter((text) => /\\p{Script=Han}/u.test(text)).map((text) => nameOf(element) + ': ' + text.trim().slice(0, 60));
  })`,
  );
}

/**
 * What is cut, or moved sideways in a box that is no table, code or bar: words that reach out of the button they stand in, and boxes that are
 * narrower or lower than what is in them. Names that end in an ellipsis are meant to.
 */
export function cutWords(page: Page): Promise<string[]> {
  return look(
    page,
    `shown('body *').flatMap((element) => {
    const { overflowX, overflowY, textOverflow, webkitLineClamp, display } = getComputedStyle(element);
    if (element.closest('.answer, .batch-scroll, .words-bar, .folded, .cells') || /^(input|textarea|select|svg)$/.test(element.localName)) return [];
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const faults = [];
    const isMeant = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    if (overflowX !== 'visible' && !isMeant && clientWidth > 1 && scrollWidth > clientWidth + 1) faults.push(scrollWidth + ' px in ' + clientWidth);
    if (/hidden|clip/.test(overflowY) && !isMeant && clientHeight > 1 && scrollHeight > clientHeight + 2) faults.push(scrollHeight + ' px high in ' + clientHeight);
    if (element.matches('button, .btn, a[href], summary, [role="tab"]') && display !== 'inline' && !element.querySelector('.truncate')) {
      const box = element.getBoundingClientRect();
      const words = document.createRange();
      words.selectNodeContents(element);
      const isOut = ({ width, left, right, top, bottom }) => width > 1 && (left < box.left - 2 || right > box.right + 2 || top < box.top - 3 || bottom > box.bottom + 3);
      const ends = [...element.querySelectorAll('*')].some((each) => getComputedStyle(each).textOverflow === 'ellipsis' || getComputedStyle(each).webkitLineClamp !== 'none');
      if (!ends && [...words.getClientRects()].some(isOut)) faults.push('words reach out of it');
    }
    return faults.map((fault) => nameOf(element) + ': ' + fault);
  })`,
  );
}

/** What has the focus and cannot be found with the eyes, and why; `null`: it can. Where it is half in sight that is enough. */
export async function hiddenFocus(page: Page): Promise<string | null> {
  const [fault = null] = await look(
    page,
    `(() => {
    const element = document.activeElement;
    if (element === document.body) return ['nothing has the focus'];
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    const [across, down] = [[0.1, 0.3, 0.5, 0.7, 0.9], [0.1, 0.5, 0.9]];
    const points = across.flatMap((x) => down.map((y) => [left + width * x, top + height * y]));
    const isMet = ([x, y]) => {
      const met = document.elementFromPoint(x, y);
      return met && (element.contains(met) || met.contains(element) && met !== document.documentElement || met.closest('label')?.contains(element));
    };
    if (element.matches('[tabindex="-1"]') && height > innerHeight / 2) return [];
    return points.filter(isMet).length * 2 >= points.length ? [] : [nameOf(element) + ': ' + [left, top, right, bottom].map(Math.round)];
  })()`,
  );
  return fault;
}

/** What an expression over what is seen on the page comes to. */
function look(page: Page, expression: string): Promise<string[]> {
  return page.evaluate(`(() => {${asFunctions} return ${expression}; })()`);
}

/** As text: what is handed over as a function would bring words of its transpiler. */
const asFunctions = `
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr, [inert]');
  };
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(isSeen);
  const nameOf = (element) => [element.localName, ...element.classList].join('.') + ' ' + (element.ariaLabel ?? element.textContent.trim().slice(0, 30));
`;
