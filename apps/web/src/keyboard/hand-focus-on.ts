import { isTouch } from '../conversation/composer/text-field.ts';

/** What stands in a list and can be moved or taken away by itself. */
const rows = 'li, .turn, .folder-row, .toast';
/** No fields: a touch screen would bring its keyboard. */
const stops = 'a[href], button:not(:disabled), [tabindex="0"]';
const regions = 'main, nav, aside, [role="dialog"]';

/**
 * What is taken away takes the focus with it, and the keys that come next would begin at the top of the page. Of rows the next one gets it, else
 * the one before, else what is left around; after a turn the field of the next question, after a message what had it before. What is only moved,
 * or could not be pressed for a while, gets it back. On another page the focus begins where the page does.
 * @returns ends it
 */
export function handFocusOn(): () => void {
  let focused: HTMLElement | null = null;
  let path = '';
  let isByKeys = false;
  let beforeToast: HTMLElement | null = null;
  const note = ({ target }: Event) => {
    if (!(target instanceof HTMLElement)) return;
    [focused, path, isByKeys] = [target, location.pathname, target.matches(':focus-visible')];
    if (!target.closest('.toast')) beforeToast = target;
  };
  const forget = ({ target }: Event) => {
    // whoever presses beside it has left it
    if (target instanceof Node && focused?.contains(target) !== true) focused = null;
  };
  const observer = new MutationObserver((records) => {
    const lost = focused;
    if (!lost || document.activeElement !== document.body) return;
    const record = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)));
    const row = lost.closest(rows);
    if (lost.isConnected) {
      if (record || records.some(({ type, target }) => type === 'attributes' && target === lost)) lost.focus({ preventScroll: true });
      return;
    }
    if (!record) return;
    if (path !== location.pathname) afterOwnFocus(() => document.querySelector('main'));
    else if (row) heirOf(row, record, beforeToast)?.focus({ preventScroll: true });
    // whoever scrolls with the space bar after a click must not press another button
    else if (isByKeys) afterOwnFocus(() => heirBeside(record));
  });
  document.addEventListener('focusin', note);
  document.addEventListener('pointerdown', forget);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', note);
    document.removeEventListener('pointerdown', forget);
    observer.disconnect();
  };
}

/** What comes in the place of something often takes the focus by itself. */
function afterOwnFocus(heir: () => HTMLElement | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) heir()?.focus({ preventScroll: true });
  });
}

function heirOf(row: Element, record: MutationRecord, beforeToast: HTMLElement | null): HTMLElement | null {
  if (row.matches('.toast') && beforeToast?.isConnected) return beforeToast;
  const field = row.matches('.turn') && !isTouch() ? document.querySelector<HTMLElement>('.composer textarea') : null;
  return field ?? stopNear(record);
}

/** Of a single button or form. What floats over the page gives the focus back by itself; the buttons of a section begin the same in another one. */
function heirBeside({ target, previousSibling }: MutationRecord): HTMLElement | null {
  const around = target instanceof Element ? target : null;
  const page = around?.closest('main');
  if (!around || !page) return null;
  const section = around.closest<HTMLElement>('.text-section');
  if (section) return section;
  const before = previousSibling?.isConnected ? previousSibling : null;
  const isPast = (stop: HTMLElement) => isBehind(stop, before ?? around) && before?.contains(stop) !== true;
  const all = [...page.querySelectorAll<HTMLElement>(stops)];
  return all.find(isPast) ?? all.at(-1) ?? null;
}

function isBehind(stop: Node, place: Node): boolean {
  return (place.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function stopNear({ target, nextSibling, previousSibling }: MutationRecord): HTMLElement | null {
  for (let next = nextSibling; next; next = next.nextSibling) {
    const stop = firstStop(next);
    if (stop) return stop;
  }
  for (let former = previousSibling; former; former = former.previousSibling) {
    const stop = firstStop(former);
    if (stop) return stop;
  }
  const around = target instanceof Element ? target.closest(regions) : null;
  return around && firstStop(around);
}

function firstStop(place: Node): HTMLElement | null {
  if (!(place instanceof HTMLElement) || !place.isConnected) return null;
  return place.matches(stops) ? place : place.querySelector<HTMLElement>(stops);
}
