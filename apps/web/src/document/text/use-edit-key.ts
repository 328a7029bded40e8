import { useEffect, useEffectEvent, type RefObject } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isSomethingOpen } from '../../keyboard/open-layers.ts';
import { wantEditing } from './editing-wanted.ts';

/** Enter edits the section that is looked at, where the page or the text as a whole has the focus. A section with the focus has the key itself. */
export function useEditKey(page: RefObject<HTMLElement | null>, sectionId: string | null): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isPlain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (sectionId === null || !isPlain || event.repeat || event.defaultPrevented || isComposing(event)) return;
    // the text as a whole, the page around it, or nothing at all
    if (!(event.target instanceof Node && event.target.contains(page.current)) || isSomethingOpen()) return;
    event.preventDefault();
    wantEditing(sectionId);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
