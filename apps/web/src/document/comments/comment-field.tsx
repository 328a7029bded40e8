import { maxCommentLength } from '@maobi/contract';
import { useEffect, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { enterAction } from '../../conversation/composer/enter-key.ts';
import { fitHeight, isTouch } from '../../conversation/composer/text-field.ts';
import { isComposing } from '../../keyboard/composition.ts';

interface CommentFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** The writer leaves it, in whichever way; what was written is to be kept. */
  readonly onDone: () => void;
  readonly onDiscard: () => void;
}

/** Where a remark is written. Enter, Esc and going elsewhere keep it. */
export function CommentField({ text, onChange, onDone, onDiscard }: CommentFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = field;
    current?.focus({ preventScroll: true });
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);
  const onKeyDown = (event: KeyboardEvent) => {
    const isLeaving = event.key === 'Escape' && !isComposing(event);
    if (!isLeaving && enterAction(event.nativeEvent, isTouch()) !== 'send') return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  const onBlur = ({ currentTarget }: FocusEvent<HTMLElement>) =>
    // asked a moment later: a press on a button takes the focus first; another window is no other place in this one
    setTimeout(() => document.hasFocus() && currentTarget.isConnected && !currentTarget.contains(document.activeElement) && onDone());
  return (
    <div className="comment-field" role="group" aria-label={t('comments.field')} onBlur={onBlur}>
      <textarea
        ref={field}
        rows={2}
        maxLength={maxCommentLength}
        aria-label={t('comments.field')}
        placeholder={t('comments.placeholder')}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="comment-field-bar">
        <span className="note">{t('comments.alone')}</span>
        <button type="button" className="btn plain" onClick={onDiscard}>
          {t('comments.discard')}
        </button>
        <button type="button" className="btn" disabled={text.trim() === ''} onClick={onDone}>
          {t('comments.keep')}
        </button>
      </div>
    </div>
  );
}
