import { plainWords, type Comment, type DocumentDetail } from '@maobi/contract';
import { useRef, useState } from 'react';
import { textLanguage } from '../../language/text-language.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';
import { rowNumber } from '../outline/row-number.ts';
import { commentDrafts, type CommentDraft } from './comment-drafts.ts';
import { CommentField } from './comment-field.tsx';
import { useOpenRemark } from './open-remarks.ts';
import type { useCommentActions } from './use-comment-actions.ts';
import type { PlacedComment } from './use-placed-comments.ts';

type CommentActions = ReturnType<typeof useCommentActions>;

/** Of a comment where a button names it, in characters. */
const mostNamed = 40;

interface CommentCardProps {
  readonly placed: PlacedComment;
  readonly detail: DocumentDetail;
  /** The writer is at it. */
  readonly isCurrent: boolean;
  readonly actions: CommentActions;
  /** Goes to its words. */
  readonly onShow: () => void;
  /** It is about to leave the list, and the focus with it. */
  readonly onGone: () => void;
}

/** A comment: the words it is about, what the writer remarked, and what can be done with it. */
export function CommentCard({ placed: { comment, place }, detail, isCurrent, actions, onShow, onGone }: CommentCardProps) {
  const [isEditing, setIsEditing] = useState(false);
  const card = useRef<HTMLLIElement>(null);
  const words = plainWords(comment.quote);
  const endEditing = () => {
    // the field goes, and the focus with it
    if (card.current?.contains(document.activeElement)) card.current.focus({ preventScroll: true });
    setIsEditing(false);
  };
  return (
    <li ref={card} className="comment" data-comment={comment.id} data-current={isCurrent || undefined} tabIndex={-1}>
      {place ? (
        <button type="button" className="comment-quote" lang={textLanguage(words)} onClick={onShow}>
          <span>{words}</span>
        </button>
      ) : (
        <p className="comment-quote" lang={textLanguage(words)}>
          <span>{words}</span>
        </p>
      )}
      <CommentNote comment={comment} place={place} detail={detail} />
      {isEditing ? (
        <RemarkEditor comment={comment} actions={actions} onClose={endEditing} />
      ) : (
        <p className="comment-text" lang={textLanguage(comment.text)}>
          {comment.text}
        </p>
      )}
      {!isEditing && detail.binnedAt === null && (
        <CardActions comment={comment} actions={actions} onEdit={() => setIsEditing(true)} onGone={onGone} />
      )}
    </li>
  );
}

function CommentNote({ comment, place, detail }: PlacedComment & { readonly detail: DocumentDetail }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const number = detail.sections.findIndex(({ id }) => id === place?.sectionId) + 1;
  return (
    <p className="note">
      {place === null && (
        <>
          {t('comments.gone')}
          <i className="sep" />
        </>
      )}
      {place && (
        <>
          {t('comments.section', { number: rowNumber(number, measures.language) })}
          <i className="sep" />
        </>
      )}
      {place?.isChanged && (
        <>
          {t('comments.changed')}
          <i className="sep" />
        </>
      )}
      <time dateTime={comment.updatedAt}>{measures.moment(comment.updatedAt)}</time>
    </p>
  );
}

interface CardActionsProps extends Pick<CommentCardProps, 'actions' | 'onGone'> {
  readonly comment: Comment;
  readonly onEdit: () => void;
}

function CardActions({ comment, actions, onEdit, onGone }: CardActionsProps) {
  const { t } = useTranslation();
  const leave = (work: (comment: Comment) => Promise<void>) => () => {
    onGone();
    void work(comment);
  };
  const settle = comment.resolvedAt === null ? 'resolve' : 'reopen';
  return (
    <div className="comment-actions">
      <CardAction comment={comment} text={t('comments.edit')} onClick={onEdit} />
      <CardAction comment={comment} text={t(`comments.${settle}`)} onClick={leave(actions[settle])} />
      <CardAction comment={comment} text={t('comments.remove')} onClick={leave(actions.remove)} />
    </div>
  );
}

interface CardActionProps {
  readonly comment: Comment;
  readonly text: string;
  readonly onClick: () => void;
}

/** Whoever does not see where it stands hears how the comment begins. */
function CardAction({ comment, text, onClick }: CardActionProps) {
  const { t } = useTranslation();
  const words = [...comment.text.replaceAll(/\s+/gu, ' ')];
  const name = words.length > mostNamed ? `${words.slice(0, mostNamed).join('')}…` : words.join('');
  return (
    <button type="button" className="text-action" aria-label={t('shell.named', { action: text, name })} onClick={onClick}>
      {text}
    </button>
  );
}

interface RemarkEditorProps {
  readonly comment: Comment;
  readonly actions: CommentActions;
  readonly onClose: () => void;
}

function RemarkEditor({ comment, actions, onClose }: RemarkEditorProps) {
  const { id, documentId, sectionId, quote, before, after } = comment;
  const [draft, setDraft] = useState<CommentDraft>({
    id,
    documentId,
    sectionId,
    quote,
    before,
    after,
    baseText: comment.text,
    text: comment.text,
  });
  useOpenRemark(id);
  const change = (text: string) => {
    const next = { ...draft, text };
    setDraft(next);
    commentDrafts.keep(next);
  };
  const finish = () => {
    onClose();
    // deleting is another button
    if (draft.text.trim() === '' || draft.text === draft.baseText) commentDrafts.drop(id);
    else void actions.write(draft);
  };
  const discard = () => {
    commentDrafts.drop(id);
    onClose();
  };
  return <CommentField text={draft.text} onChange={change} onDone={finish} onDiscard={discard} />;
}
