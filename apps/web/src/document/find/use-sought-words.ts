import type { Section } from '@maobi/contract';
import { useEffect, useEffectEvent } from 'react';
import { showPassage } from '../aide/checks/show-place.ts';
import { soughtPlace, useSought } from './sought-words.ts';

const mark = 'sought';
/** Whoever does one of these has seen the words. */
const ownActs = ['pointerdown', 'keydown'] as const;

/**
 * Goes to words that were found from elsewhere, and marks them until the writer does something; where they are not in the text, to their section.
 * @param onShow brings the text of a section into sight
 */
export function useSoughtWords(documentId: string, sections: readonly Section[], onShow: (sectionId: string) => void): void {
  const sought = useSought((state) => state.sought);
  const go = useEffectEvent(() => {
    if (sought?.documentId !== documentId) return;
    useSought.setState({ sought: null });
    const section = sections.find(({ id }) => id === sought.sectionId);
    if (!section) return;
    onShow(section.id);
    const text = section.version?.text ?? '';
    const place = soughtPlace(text, sought);
    if (place) showPassage({ sectionId: section.id, ...place }, text, markSought);
  });
  useEffect(() => go(), [sought]);
  useEffect(() => unmarkSought, []);
}

/** Browsers that cannot mark the words get them as their selection. */
function markSought(range: Range): void {
  if (typeof Highlight === 'undefined') {
    document.getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    return;
  }
  CSS.highlights.set(mark, new Highlight(range));
  for (const act of ownActs) addEventListener(act, unmarkSought, { capture: true });
}

function unmarkSought(): void {
  for (const act of ownActs) removeEventListener(act, unmarkSought, { capture: true });
  if (typeof Highlight !== 'undefined') CSS.highlights.delete(mark);
}
