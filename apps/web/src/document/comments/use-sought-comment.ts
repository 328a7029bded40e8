import type { DocumentDetail, Section } from '@maobi/contract';
import { useEffect, useEffectEvent } from 'react';
import { goToWords } from './comment-marks.ts';
import { useShownComment, wantComment } from './shown-comment.ts';
import { usePlacedComments, type PlacedComment } from './use-placed-comments.ts';

/** Goes to the comment that was sought from elsewhere: to its words in the text, and then to its card. */
export function useSoughtComment({ id, sections }: DocumentDetail, onShow: (sectionId: string) => void): void {
  const sought = useShownComment((state) => state.sought);
  const placed = usePlacedComments(id, sought === null ? none : sections);
  const found = placed.find(({ comment }) => comment.id === sought);
  const goTo = useEffectEvent(({ comment, place }: PlacedComment) => {
    useShownComment.setState({ sought: null });
    if (place) goToWords(place, { sections, onShow, onShown: () => wantComment(comment.id) });
    else wantComment(comment.id);
  });
  useEffect(() => {
    if (found) goTo(found);
  }, [found]);
}

const none: readonly Section[] = [];
