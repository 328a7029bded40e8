import type { Message } from '@maobi/contract';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { isComposing } from '../../keyboard/composition.ts';
import { drafts } from '../composer/draft-store.ts';
import { enterAction } from '../composer/enter-key.ts';
import { SendFailure } from '../composer/send-failure.tsx';
import { fitHeight, isTouch } from '../composer/text-field.ts';
import { useDraft } from '../composer/use-draft.ts';
import { useSending, type Overflow } from '../composer/use-sending.ts';

const placeOf = (messageId: string) => `message.${messageId}`;

/** Whether a message was changed in this browser and that has not reached the studio. */
export function isMessageDrafted(messageId: string | undefined): boolean {
  return messageId !== undefined && drafts.read(placeOf(messageId)) !== '';
}

interface MessageEditorProps {
  readonly message: Message;
  /** The writer has just asked for it: the caret goes there. */
  readonly hasFocus: boolean;
  /** It has been sent, or left: what was typed and not dropped is there when it is opened again. */
  readonly onClose: () => void;
  /** Gets it letter by letter. Resolves when it is safe on the server; rejects and it stays in the field. */
  readonly onSend: (text: string, overflow?: Overflow) => Promise<void>;
}

/** Rewords a question, or changes an answer by hand, in its place; sending begins a new branch. */
export function MessageEditor(props: MessageEditorProps) {
  const { t } = useTranslation();
  const isAnswer = props.message.role === 'assistant';
  const { frame, field, text, setText, send, isSending, failure, drop } = useRewording(props);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isComposing(event)) {
      event.preventDefault();
      event.stopPropagation();
      // what fails after that would be told to nobody
      if (!isSending) props.onClose();
      // an answer has many lines
    } else if (enterAction(event.nativeEvent, isTouch() || isAnswer) === 'send') {
      event.preventDefault();
      void send();
    }
  };
  return (
    <div ref={frame} className={isAnswer ? 'message-editor of-answer' : 'message-editor'} data-seen-whole>
      <textarea
        ref={field}
        className={isAnswer ? '' : 'serif'}
        aria-label={t(isAnswer ? 'conversation.turn.editAnswerLabel' : 'conversation.turn.editLabel')}
        value={text}
        rows={1}
        readOnly={isSending}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="message-editor-foot">
        {failure !== null && (
          <SendFailure
            failure={failure}
            kept={t(isAnswer ? 'conversation.turn.notKept' : 'conversation.turn.notSent')}
            onDropOldest={() => void send('drop-oldest-turns')}
          />
        )}
        <div className="message-editor-bar">
          <span className="note no-typing">{t(isAnswer ? 'conversation.turn.editAnswerNote' : 'conversation.turn.editNote')}</span>
          <button type="button" className="btn plain" disabled={isSending} onClick={drop}>
            {t('conversation.turn.cancel')}
          </button>
          <button type="button" className="btn ink" disabled={text.trim() === '' || isSending} onClick={() => void send()}>
            {t(isAnswer ? 'conversation.turn.keep' : 'conversation.turn.resend')}
          </button>
        </div>
      </div>
    </div>
  );
}

function useRewording({ message, hasFocus, onClose, onSend }: MessageEditorProps) {
  const place = placeOf(message.id);
  const draft = useDraft(place, message.text);
  const sending = useSending(draft, {
    onSend: async (words, overflow) => {
      await onSend(words, overflow);
      return place;
    },
    onSent: onClose,
  });
  const field = useRef<HTMLTextAreaElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
    if (!hasFocus) return;
    field.current?.focus();
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, [hasFocus]);
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [draft.text]);
  const drop = () => {
    draft.discard();
    onClose();
  };
  return { frame, field, text: draft.text, setText: draft.setText, drop, ...sending };
}
