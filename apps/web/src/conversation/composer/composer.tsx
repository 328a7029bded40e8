import type { Run } from '@maobi/contract';
import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { useMeasures } from '../../language/measures.ts';
import { ContextMeter } from './context-meter.tsx';
import { enterAction } from './enter-key.ts';
import { startsInMs } from './reading-estimate.ts';
import { fitHeight, isTouch } from './text-field.ts';
import { SendButton } from './send-button.tsx';
import { SendFailure } from './send-failure.tsx';
import { useDraft } from './use-draft.ts';
import { useSending, type Overflow } from './use-sending.ts';

export interface ComposerProps {
  readonly conversationId: string | null;
  /** What the answer being made does now; `null`: none is. */
  readonly activity: 'waiting' | 'writing' | null;
  readonly isFirst: boolean;
  /** Stands above the field: what the question will be about. */
  readonly about?: ReactNode;
  /** The last finished run on the path shown. */
  readonly lastRun: Run | null;
  readonly contextTokens: number | null;
  /** The writer puts the caret into the field or types: something will be asked. */
  readonly onTurnTo: (draft: string) => void;
  /** Resolves with the question's conversation when it is safe on the server; rejects and the text stays. */
  readonly onSend: (text: string, overflow?: Overflow) => Promise<string>;
  /** After the draft has been dropped or moved along: the question's conversation can be opened. */
  readonly onSent: (conversationId: string) => void;
  readonly onStop: () => void;
}

/** Where the next question is written. Its text survives reloads, failures and switched conversations until it is sent. */
export function Composer(props: ComposerProps) {
  const { conversationId, activity, lastRun, contextTokens, onTurnTo, onStop } = props;
  const { t } = useTranslation();
  const { field, text, setText, send, isSending, failure } = useDraftToSend(props);
  useEffect(() => {
    document.body.classList.add('has-composer');
    return () => document.body.classList.remove('has-composer');
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (enterAction(event.nativeEvent, isTouch()) !== 'send') return;
    event.preventDefault();
    void send();
  };
  const placeholder = usePlaceholder(props);
  const usedTokens = lastRun?.usage ? lastRun.usage.promptTokens + lastRun.usage.writtenTokens : 0;
  return (
    <div className="composer-foot">
      {failure !== null && (
        <SendFailure failure={failure} kept={t('conversation.composer.notSent')} onDropOldest={() => void send('drop-oldest-turns')} />
      )}
      {props.about}
      <div className="composer">
        <textarea
          key={conversationId}
          ref={field}
          className={activity === null ? '' : 'steady'}
          rows={1}
          aria-label={t('conversation.composer.label')}
          placeholder={placeholder}
          value={text}
          enterKeyHint="enter"
          onFocus={() => onTurnTo(text)}
          onChange={(event) => {
            setText(event.target.value);
            onTurnTo(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        <div className="composer-bar">
          {/* all the room: what comes and goes behind it moves nothing else */}
          <KeyHints isRunning={activity !== null} text={text} lastRun={lastRun} />
          {activity !== null && <StopButton field={field} onStop={onStop} />}
          {contextTokens !== null && usedTokens > 0 && <ContextMeter usedTokens={usedTokens} totalTokens={contextTokens} />}
          <SendButton isPossible={text.trim() !== '' && !isSending} onSend={() => void send()} />
        </div>
      </div>
    </div>
  );
}

interface StopButtonProps {
  /** Gets the focus, which the button takes with it when it goes. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onStop: () => void;
}

function StopButton({ field, onStop }: StopButtonProps) {
  const { t } = useTranslation();
  const stop = () => {
    onStop();
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  };
  return (
    <button type="button" className="btn" aria-label={t('conversation.composer.stop')} onClick={stop}>
      <Icon name="stop" small />
      <span className="no-phone">{t('conversation.composer.stop')}</span>
      <span className="only-phone">{t('conversation.composer.stopBriefly')}</span>
    </button>
  );
}

function usePlaceholder({ isFirst, activity }: ComposerProps): string {
  const { t } = useTranslation();
  if (isFirst) return t('conversation.composer.placeholder');
  if (activity === null) return t('conversation.composer.next');
  return activity === 'writing' ? t('conversation.composer.nextWhileWriting') : t('conversation.composer.nextWhileReading');
}

function useDraftToSend({ conversationId, onSend, onSent }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(conversationId);
  const { text, setText } = draft;
  const sending = useSending(draft, { onSend: (words, overflow) => onSend(words.trim(), overflow), onSent });
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);
  useEffect(() => {
    // a browser begins in front of the draft, but the writer goes on behind it
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
    // on a touch screen focus would raise the keyboard over the text that is to be read
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  }, []);
  return { field, text, setText, ...sending };
}

function KeyHints({ isRunning, text, lastRun }: { readonly isRunning: boolean; readonly text: string; readonly lastRun: Run | null }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const startsIn = isRunning ? null : startsInMs(text, lastRun);
  return (
    <span className="composer-hint note">
      {startsIn === null ? (
        <span className="no-phone">
          {t('conversation.composer.keySend')}
          <i className="sep" />
          {isRunning ? t('conversation.composer.keyStop') : t('conversation.composer.keyLine')}
        </span>
      ) : (
        t('conversation.composer.startsIn', { duration: measures.duration(startsIn) })
      )}
    </span>
  );
}
