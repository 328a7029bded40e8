import type { DocumentDetail } from '@maobi/contract';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../../../language/use-translation.ts';
import { enterAction } from '../../../conversation/composer/enter-key.ts';
import { SendButton } from '../../../conversation/composer/send-button.tsx';
import { SendFailure } from '../../../conversation/composer/send-failure.tsx';
import { fitHeight, isTouch } from '../../../conversation/composer/text-field.ts';
import { useDraft } from '../../../conversation/composer/use-draft.ts';
import { useSending, type Overflow } from '../../../conversation/composer/use-sending.ts';
import { Icon } from '../../../icons/icon.tsx';
import { isComposing } from '../../../keyboard/composition.ts';
import type { Scope, TalkScope } from './talk-scope.ts';

interface TalkComposerProps {
  readonly documentId: string;
  readonly detail: DocumentDetail;
  readonly scope: TalkScope;
  /** Resolves when it is safe in the studio; rejects and the text stays. */
  readonly onSend: (text: string, overflow?: Overflow) => Promise<void>;
  /** After the field has been emptied. */
  readonly onSent: () => void;
  /** Stops the answer that is being written; `null`: none is. */
  readonly onStop: (() => void) | null;
}

/** Where the next question about the document is written, and what of it is read for that. */
export function TalkComposer(props: TalkComposerProps) {
  const { detail, scope, onStop } = props;
  const { t } = useTranslation();
  const { field, text, setText, isSending, failure, send } = useQuestion(props);
  const onKeyDown = (event: KeyboardEvent) => {
    if (onStop) stopWithKey(event, onStop);
    if (enterAction(event.nativeEvent, isTouch()) !== 'send') return;
    event.preventDefault();
    void send();
  };
  const number = scope.section ? detail.sections.findIndex(({ id }) => id === scope.section?.id) + 1 : 0;
  return (
    <div className="talk-composer" data-seen-whole>
      {failure !== null && (
        <SendFailure failure={failure} kept={t('conversation.composer.notSent')} onDropOldest={() => void send('drop-oldest-turns')} />
      )}
      <textarea
        ref={field}
        rows={2}
        aria-label={t('aide.talk.label')}
        placeholder={t('aide.talk.placeholder')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="talk-composer-bar">
        <label className="note">
          {t('aide.talk.reads')}
          <select className="field" value={scope.scope} onChange={(event) => scope.choose(event.target.value as Scope)}>
            {scope.offered.map((offered) => (
              <option key={offered} value={offered}>
                {t(`aide.talk.scope.${offered}`, { number })}
              </option>
            ))}
          </select>
        </label>
        {onStop && (
          <button
            type="button"
            className="icon-btn"
            aria-label={t('conversation.composer.stop')}
            title={t('conversation.composer.stop')}
            onClick={onStop}
          >
            <Icon name="stop" />
          </button>
        )}
        <SendButton isPossible={text.trim() !== '' && !isSending} onSend={() => void send()} />
      </div>
    </div>
  );
}

/** Esc stops the answer to what was asked here, and not what is written into the document. */
function stopWithKey(event: KeyboardEvent, stop: () => void): void {
  if (event.key !== 'Escape' || isComposing(event)) return;
  event.preventDefault();
  event.stopPropagation();
  stop();
}

/** What is typed is kept in this browser until the studio has it. */
function useQuestion({ documentId, onSend, onSent }: TalkComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const place = `document-${documentId}`;
  const draft = useDraft(place);
  const { text, setText } = draft;
  const sending = useSending(draft, {
    onSend: async (words, overflow) => {
      await onSend(words.trim(), overflow);
      return place;
    },
    onSent,
  });
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);
  return { field, text, setText, ...sending };
}
