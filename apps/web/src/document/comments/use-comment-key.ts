import type { Section } from '@maobi/contract';
import { useEffect, useEffectEvent, type RefObject } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isCommand } from '../../keyboard/shortcuts.ts';
import { selectionIn, type SelectedPassage } from '../polish/use-selection.ts';

/** Less than a line of it is not seen. */
const leastSeenPx = 34;

/** Ctrl or ⌘ with Shift and M comments on the words that are selected. */
export function useCommentKey(
  page: RefObject<HTMLElement | null>,
  sections: readonly Section[],
  comment: (passage: SelectedPassage) => void,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isCommand(event) || !event.shiftKey || event.key.toLowerCase() !== 'm' || isComposing(event)) return;
    const passage = page.current && broughtIntoSight(page.current, sections);
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

/** The selected passage. Where it was scrolled away, its end is in the middle now: the field stands beside it. */
function broughtIntoSight(page: HTMLElement, sections: readonly Section[]): SelectedPassage | null {
  const passage = selectionIn(page, sections);
  if (!passage) return null;
  const { top, bottom } = page.getBoundingClientRect();
  const { box } = passage;
  if (box.bottom >= top + leastSeenPx && box.top <= bottom - leastSeenPx) return passage;
  page.scrollBy({ top: box.bottom - (top + bottom) / 2 });
  return selectionIn(page, sections);
}
