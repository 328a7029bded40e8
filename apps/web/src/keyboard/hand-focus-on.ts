import { isTouch } from '../conversation/composer/text-field.ts';

/** What stands in a list and can be moved or taken away by itself. */
const rows = 'li, .turn, .folder-row, .toast';
/** No fields: a touch screen would bring its keyboard. */
const stops = 'a[href], button:not(:disabled), [tabindex="0"]';
const regions = 'main, nav, aside, [role="dialog"]';

/**
 * A row that is taken away takes the focus with it, and the keys that come next would begin at the top of the page. The next row gets it, else the
 * one before, else what is left around; after a turn the field of the next question, after a message what had it before. What is only moved gets
 * it back.
 * @returns ends it
 */
export function handFocusOn(): () => void {
  let focused: HTMLElement | null = null;
  let path = '';
  let beforeToast: HTMLElement | null = null;
  const note = ({ target }: Event) => {
    if (!(target instanceof HTMLElement)) return;
    [focused, path] = [target, location.pathname];
    if (!target.closest('.toast')) beforeToast = target;
  };
  const forget = ({ target }: Event) => {
    // whoever presses beside it has left it
    if (target instanceof Node && focused?.contains(target) !== true) focused = null;
  };
  const observer = new MutationObserver((records) => {
    if (!focused || document.activeElement !== document.body) return;
    const row = focused.closest(rows);
    const record = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(focused)));
    // on another page there is nothing beside it
    if (!row || !record || path !== location.pathname) return;
    if (focused.isConnected) focused.focus();
    else heirOf(row, record, beforeToast)?.focus({ preventScroll: true });
  });
  document.addEventListener('focusin', note);
  document.addEventListener('pointerdown', forget);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', note);
    document.removeEventListener('pointerdown', forget);
    observer.disconnect();
  };
}

function heirOf(row: Element, record: MutationRecord, beforeToast: HTMLElement | null): HTMLElement | null {
  if (row.matches('.toast') && beforeToast?.isConnected) return beforeToast;
  const field = row.matches('.turn') && !isTouch() ? document.querySelector<HTMLElement>('.composer textarea') : null;
  return field ?? stopNear(record);
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
