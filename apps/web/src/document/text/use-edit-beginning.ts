import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { isComposing } from '../../keyboard/composition.ts';
import type { EditPoint } from '../editor/words-view.ts';

/** A second press in this time selects a word, which is for polishing and copying. */
const secondPressMs = 280;

/** What a section hears that may begin its editing. */
export interface EditBeginning {
  readonly onMouseDown: () => void;
  readonly onMouseUp: (event: MouseEvent, point: EditPoint) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A press on a section's text, or Enter on the section, begins the editing. */
export function useEditBeginning(isPossible: boolean, edit: (point: EditPoint | null) => void): EditBeginning {
  const callOff = useRef(nothing);
  useEffect(() => () => callOff.current(), []);
  const hadSelection = useRef(false);
  const onMouseDown = () => {
    // then the press only gives the selection up
    hadSelection.current = document.getSelection()?.isCollapsed === false;
  };
  // not the click: where the text is drawn anew under the pointer, as when a page has just been opened, there is none
  const onMouseUp = ({ button, detail, target }: MouseEvent, point: EditPoint) => {
    callOff.current();
    if (!isPossible || button !== 0 || detail !== 1 || hadSelection.current || !isOnText(target)) return;
    const begin = () => {
      callOff.current();
      if (document.getSelection()?.isCollapsed !== false) edit(point);
    };
    callOff.current = beginSoon(begin);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    // the key that has just ended the editing may still be held
    if (!isPossible || !isPlain || event.repeat || event.target !== event.currentTarget || isComposing(event)) return;
    event.preventDefault();
    edit(null);
  };
  return { onMouseDown, onMouseUp, onKeyDown };
}

const nothing = () => {};

/** Waits whether a second press comes, or a letter, which is typed where the focus is by then. Returns how to call it off. */
function beginSoon(begin: () => void): () => void {
  const onKeyDown = (event: globalThis.KeyboardEvent) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    flushSync(begin);
  };
  const timer = setTimeout(begin, secondPressMs);
  addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    clearTimeout(timer);
    removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

/** In the text, or in the piece of a long one. */
function pointOf({ target, clientX, clientY }: MouseEvent): EditPoint {
  const part = target instanceof Element ? target.closest<HTMLElement>('.answer') : null;
  return { x: clientX, y: clientY - (part?.getBoundingClientRect().top ?? 0), start: Number(part?.dataset['start'] ?? 0) };
}

/** Hands what a section hears on to whoever begins its editing by then; a press on one that is far brings it near, and begins there. */
export function useHandedOn(beginning: RefObject<EditBeginning | null>, isNear: boolean, comeNear: () => void) {
  const early = useRef<Parameters<EditBeginning['onMouseUp']>>(null);
  useEffect(() => {
    if (isNear && early.current) beginning.current?.onMouseUp(...early.current);
    if (isNear) early.current = null;
  }, [beginning, isNear]);
  return {
    onMouseDown: () => beginning.current?.onMouseDown(),
    onMouseUp: (event: MouseEvent) => {
      const press = [event, pointOf(event)] as const;
      if (beginning.current) return beginning.current.onMouseUp(...press);
      early.current = [...press];
      comeNear();
    },
    onKeyDown: (event: KeyboardEvent) => beginning.current?.onKeyDown(event),
  };
}

function isOnText(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('[data-text], .cells, .blank-line') !== null &&
    target.closest('a, button, input, summary') === null
  );
}
