import { useEffect, useRef, useState, type RefObject } from 'react';
import { newId } from '../../studio/new-id.ts';
import { PolishBubble } from '../polish/polish-bubble.tsx';
import type { SelectedPassage } from '../polish/use-selection.ts';
import { CommentField } from './comment-field.tsx';
import { commentDrafts, type CommentDraft } from './comment-drafts.ts';
import { anchorOf } from './find-words.ts';
import { useOpenRemark } from './open-remarks.ts';
import { useShownComment } from './shown-comment.ts';
import { useCommentActions } from './use-comment-actions.ts';

interface RemarkBubbleProps {
  readonly passage: SelectedPassage;
  readonly page: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** Beside the words: the remark on them. */
export function RemarkBubble({ passage: { section, passage, target, box, editor }, page, onClose }: RemarkBubbleProps) {
  const { id: sectionId, documentId, version } = section;
  const { write } = useCommentActions(documentId);
  const [draft, setDraft] = useState<CommentDraft>(() => {
    const anchor = anchorOf(target?.markdown ?? version?.text ?? '', passage);
    return { id: newId(), documentId, sectionId, ...anchor, baseText: null, text: '' };
  });
  useOpenRemark(draft.id);
  const isClosed = useRef(false);
  useEffect(() => {
    useShownComment.setState({ remarked: { sectionId, ...passage } });
    return () => useShownComment.setState({ remarked: null });
  }, [sectionId, passage]);
  const change = (text: string) => {
    const next = { ...draft, text };
    setDraft(next);
    if (text.trim() === '') commentDrafts.drop(next.id);
    else commentDrafts.keep(next);
  };
  const close = (isKept: boolean) => {
    if (isClosed.current) return;
    isClosed.current = true;
    if (!isKept) commentDrafts.drop(draft.id);
    const isLeft = page.current?.contains(document.activeElement) ?? false;
    onClose();
    // an editor that stands open goes on: only when it is left is it kept
    if (isLeft && editor) editor.focus();
    else if (isLeft) page.current?.focus({ preventScroll: true });
    if (isKept && draft.text.trim() !== '') void write(draft);
  };
  return (
    <PolishBubble box={box} page={page} takesFocus={false} onClose={() => close(true)}>
      <CommentField text={draft.text} onChange={change} onDone={() => close(true)} onDiscard={() => close(false)} />
    </PolishBubble>
  );
}
