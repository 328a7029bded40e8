import type { DocumentDetail } from '@maobi/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { CommentCard } from './comment-card.tsx';
import { goToWords } from './comment-marks.ts';
import { useShownComment } from './shown-comment.ts';
import { useCommentActions } from './use-comment-actions.ts';
import { usePlacedComments, type PlacedComment } from './use-placed-comments.ts';

interface CommentsTabProps {
  readonly detail: DocumentDetail;
  /** Brings the text of a section into sight. */
  readonly onShow: (sectionId: string) => void;
}

/** What the writer remarked, in the order of the text; resolved ones when they are wanted. */
export function CommentsTab({ detail, onShow }: CommentsTabProps) {
  const { t } = useTranslation();
  const placed = usePlacedComments(detail.id, detail.sections);
  const actions = useCommentActions(detail.id);
  const currentId = useShownComment((state) => state.id);
  const [wantsResolved, setWantsResolved] = useState(false);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const card = currentId === null ? null : list.current?.querySelector<HTMLElement>(`[data-comment="${CSS.escape(currentId)}"]`);
    card?.scrollIntoView({ block: 'nearest' });
    // the words lead here: what comes next on the keyboard is here as well
    if (!document.activeElement?.closest('.document-aide, .polish-bubble')) card?.focus({ preventScroll: true });
  }, [currentId]);
  const open = placed.filter(({ comment }) => comment.resolvedAt === null);
  const resolved = placed.filter(({ comment }) => comment.resolvedAt !== null);
  const showsResolved = wantsResolved || resolved.some(({ comment }) => comment.id === currentId);
  const show = ({ comment, place }: PlacedComment) => {
    if (!place) return;
    useShownComment.setState({ id: comment.id });
    goToWords(place, { sections: detail.sections, onShow });
  };
  const leave = () => useShownComment.setState({ id: null });
  const toggleResolved = () => {
    if (showsResolved) leave();
    setWantsResolved(!showsResolved);
  };
  const cards = (shown: readonly PlacedComment[]) =>
    shown.map((each) => (
      <CommentCard
        key={each.comment.id}
        placed={each}
        detail={detail}
        isCurrent={each.comment.id === currentId}
        actions={actions}
        onShow={() => show(each)}
        onGone={() => {
          if (each.comment.id === currentId) leave();
          list.current?.focus({ preventScroll: true });
        }}
      />
    ));
  return (
    <section className="aide-comments" aria-label={t('aide.tab.comments')} ref={list} tabIndex={-1}>
      {open.length === 0 && <p className="note">{t(resolved.length === 0 ? 'comments.none' : 'comments.noneOpen')}</p>}
      {open.length > 0 && <ul>{cards(open)}</ul>}
      {resolved.length > 0 && (
        <button type="button" className="text-action" aria-expanded={showsResolved} onClick={toggleResolved}>
          {t(showsResolved ? 'comments.hideResolved' : 'comments.showResolved', { count: resolved.length })}
        </button>
      )}
      {showsResolved && resolved.length > 0 && <ul>{cards(resolved)}</ul>}
    </section>
  );
}
