import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import type { EditPoint } from '../editor/words-view.ts';

/** A second press in this time selects a word, which is for polishing and copying. */
const secondPressMs = 280;

/** What a section hears that may begin its editing. */
export interface EditBeginning {
  readonly onMouseDown: () => void;
  readonly onMouseUp: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A press on a section's text, or Enter on the section, begins the editing. */
export function useEditBeginning(isPossible: boolean, edit: (point: EditPoint | null) => void): EditBeginning {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hadSelection = useRef(false);
  const onMouseDown = () => {
    // then the press only gives the selection up
    hadSelection.current = document.getSelection()?.isCollapsed === false;
  };
  // not the click: where the text is drawn anew under the pointer, as when a page has just been opened, there is none
  const onMouseUp = ({ button, detail, target, clientX, clientY }: MouseEvent) => {
    clearTimeout(timer.current);
    if (!isPossible || button !== 0 || detail !== 1 || hadSelection.current || !isOnText(target)) return;
    // the text, or the piece of a long one
    const part = (target as Element).closest<HTMLElement>('.answer');
    const [top, start] = [part?.getBoundingClientRect().top ?? 0, Number(part?.dataset['start'] ?? 0)];
    timer.current = setTimeout(() => {
      if (document.getSelection()?.isCollapsed !== false) edit({ x: clientX, y: clientY - top, start });
    }, secondPressMs);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // the key that has just ended the editing may still be held
    if (!isPossible || event.key !== 'Enter' || event.repeat || event.target !== event.currentTarget || isComposing(event)) return;
    event.preventDefault();
    edit(null);
  };
  return { onMouseDown, onMouseUp, onKeyDown };
}

/** Hands what a section hears on to whoever begins its editing by then. */
export function handedOn(beginning: RefObject<EditBeginning | null>): EditBeginning {
  return {
    onMouseDown: () => beginning.current?.onMouseDown(),
    onMouseUp: (event) => beginning.current?.onMouseUp(event),
    onKeyDown: (event) => beginning.current?.onKeyDown(event),
  };
}

function isOnText(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('[data-text], .cells, .blank-line') !== null &&
    target.closest('a, button, input, summary') === null
  );
}
