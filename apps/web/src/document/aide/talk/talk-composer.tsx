import type { DocumentDetail } from '@maobi/contract';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../../../language/use-translation.ts';
import { drafts } from '../../../conversation/composer/draft-store.ts';
import { enterAction } from '../../../conversation/composer/enter-key.ts';
import { SendButton } from '../../../conversation/composer/send-button.tsx';
import { fitHeight, isTouch } from '../../../conversation/composer/text-field.ts';
import { Icon } from '../../../icons/icon.tsx';
import { isComposing } from '../../../keyboard/composition.ts';
import { showFailure } from '../../../toasts/show-failure.ts';
import type { Scope, TalkScope } from './talk-scope.ts';

interface TalkComposerProps {
  readonly documentId: string;
  readonly detail: DocumentDetail;
  readonly scope: TalkScope;
  /** Rejects when it was not sent; the text then stays. */
  readonly onSend: (text: string) => Promise<void>;
  /** Stops the answer that is being written; `null`: none is. */
  readonly onStop: (() => void) | null;
}

/** Where the next question about the document is written, and what of it is read for that. */
export function TalkComposer({ documentId, detail, scope, onSend, onStop }: TalkComposerProps) {
  const { t } = useTranslation();
  const { field, text, setText, isSending, send } = useQuestion(`document-${documentId}`, onSend);
  const onKeyDown = (event: KeyboardEvent) => {
    if (onStop) stopWithKey(event, onStop);
    if (enterAction(event.nativeEvent, isTouch()) !== 'send') return;
    event.preventDefault();
    void send();
  };
  const number = scope.section ? detail.sections.findIndex(({ id }) => id === scope.section?.id) + 1 : 0;
  return (
    <div className="talk-composer" data-seen-whole>
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

/** What is typed is kept in this browser until it is sent. */
function useQuestion(draftKey: string, onSend: TalkComposerProps['onSend']) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setShown] = useState(() => drafts.read(draftKey));
  const [isSending, setIsSending] = useState(false);
  const setText = (next: string) => {
    setShown(next);
    drafts.write(draftKey, next);
  };
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);
  const send = async () => {
    const words = text.trim();
    if (words === '' || isSending) return;
    setIsSending(true);
    try {
      // before, because the first question opens another conversation in this place
      drafts.write(draftKey, '');
      await onSend(words);
      setShown('');
    } catch (error) {
      drafts.write(draftKey, text);
      showFailure(t, error);
    } finally {
      setIsSending(false);
    }
  };
  return { field, text, setText, isSending, send };
}
