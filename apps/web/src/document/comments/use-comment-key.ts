import type { Section } from '@maobi/contract';
import { useEffect, useEffectEvent, type RefObject } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isCommand } from '../../keyboard/shortcuts.ts';
import { selectionIn, type SelectedPassage } from '../polish/use-selection.ts';

/** Ctrl or ⌘ with Shift and M comments on the words that are selected. */
export function useCommentKey(
  page: RefObject<HTMLElement | null>,
  sections: readonly Section[],
  comment: (passage: SelectedPassage) => void,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isCommand(event) || !event.shiftKey || event.key.toLowerCase() !== 'm' || isComposing(event)) return;
    const passage = page.current && selectionIn(page.current, sections);
    // without a selection the key is the browser's
    if (!passage) return;
    event.preventDefault();
    comment(passage);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
