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

/** Texts and labels in Chinese letters, for a page in English whose documents are not Chinese; names of languages are their own. */
export function chineseWords(page: Page): Promise<string[]> {
  return look(
    page,
    `shown('body *').flatMap((element) => {
    if (element.closest('[lang^="zh"], .seal, .answer')) return [];
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data);
    const labels = ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '');
    return [...own, ...labels].filter((text) => /\\p{Script=Han}/u.test(text)).map((text) => nameOf(element) + ': ' + text.trim().slice(0, 60));
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
