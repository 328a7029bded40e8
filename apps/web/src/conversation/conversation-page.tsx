import { ClientError, type ConversationDetail, type Message } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { errorText } from '../language/error-text.ts';
import { useConversation, useSystemPart } from '../studio/queries.ts';
import { showToast } from '../toasts/toasts.ts';
import { Composer } from './composer/composer.tsx';
import { usePageScroll } from './scroll/use-page-scroll.ts';
import { useHiddenMessages } from './tree/hidden-messages.ts';
import { MessageTree, turnsOf, type Turn } from './tree/message-tree.ts';
import { prepareMarkdown } from './turn/answer-text.tsx';
import { TurnView } from './turn/turn-view.tsx';
import { useStopKey } from './use-stop-key.ts';
import { useTurnHandlers } from './use-turn-handlers.ts';
import { newSendIds, WritingActions, type SendIds } from './writing-actions.ts';
import './conversation.css';

export interface ConversationPageProps {
  /** `null`: a new conversation that does not exist on the server yet; the first message creates it. */
  readonly conversationId: string | null;
}

/** Fills the shell's `<main>`: its own scrolling page and, below it, the composer. */
export function ConversationPage({ conversationId }: ConversationPageProps) {
  useEffect(prepareMarkdown, []);
  return <OpenConversation key={conversationId} conversationId={conversationId} />;
}

function OpenConversation({ conversationId }: ConversationPageProps) {
  const { t } = useTranslation();
  const { data: detail, error, refetch } = useConversation(conversationId);
  const cache = useQueryClient();
  const actions = useMemo(() => new WritingActions(cache, conversationId), [cache, conversationId]);
  const { turns, tree } = useTurns(detail);
  const handlers = useTurnHandlers(actions, tree, detail);
  const contextTokens = useSystemPart((system) => system.engine.contextTokens) ?? null;
  const send = useSend(actions, conversationId, turns);
  const running = runningAnswer(turns);
  const runId = running?.run?.id ?? null;
  const stop = () => {
    if (runId) actions.stop(runId).catch((failure: unknown) => showToast({ text: errorText(t, failure).what, isFailure: true }));
  };
  useStopKey(runId ? stop : null);
  const page = usePageScroll({ openedId: detail?.id ?? null, lastTurnId: turns.at(-1)?.question?.id ?? null });
  return (
    <div className="conversation">
      <div className="turns-page" ref={page.scroller}>
        <div className="turns" ref={page.content}>
          <h1 className="sr">{detail?.title || t('conversation.page')}</h1>
          {turns.map((turn, index) => (
            <TurnView key={keyOf(turn)} turn={turn} handlers={handlers} isLast={index >= turns.length - 2} />
          ))}
          {conversationId === null || (detail && turns.length === 0) ? <EmptyPage /> : null}
          {error && !detail && <FailedPage error={error} onRetry={() => void refetch()} />}
        </div>
      </div>
      {page.isAway && turns.length > 0 && (
        <div className="newest-place">
          <button type="button" className="btn newest float" onClick={page.toNewest}>
            <Icon name="chevron" small />
            {t('conversation.newest')}
          </button>
        </div>
      )}
      <Composer
        conversationId={conversationId}
        activity={running ? (running.run?.state === 'writing' || running.text !== '' ? 'writing' : 'waiting') : null}
        isFirst={turns.length === 0}
        lastRun={lastFinishedRun(turns)}
        contextTokens={contextTokens}
        onSend={send}
        onStop={stop}
      />
    </div>
  );
}

function useTurns(detail: ConversationDetail | undefined): { turns: readonly Turn[]; tree: MessageTree } {
  const hidden = useHiddenMessages((state) => state.ids);
  const messages = detail?.messages;
  const tree = useMemo(() => new MessageTree(messages ?? [], hidden), [messages, hidden]);
  const leaf = tree.shownLeaf(detail?.activeLeafId ?? null);
  const turns = useMemo(() => turnsOf(tree, leaf), [tree, leaf]);
  return { turns, tree };
}

/** Sends what was written below the last message shown; a second attempt after a failure names the same things. */
function useSend(actions: WritingActions, conversationId: string | null, turns: readonly Turn[]) {
  const [, navigate] = useLocation();
  const attempt = useRef<{ readonly text: string; readonly ids: SendIds } | null>(null);
  return async (text: string, overflow?: 'drop-oldest-turns') => {
    if (attempt.current?.text !== text) {
      attempt.current = { text, ids: newSendIds(attempt.current?.ids.conversationId ?? conversationId) };
    }
    const { ids } = attempt.current;
    const last = turns.at(-1);
    await actions.send(ids, last?.answer?.id ?? last?.question?.id ?? null, text, overflow);
    attempt.current = null;
    if (conversationId === null) navigate(`/c/${ids.conversationId}`);
  };
}

function keyOf({ question, answer }: Turn): string {
  // another answer to the same question takes its place; another question is another turn
  return question?.id ?? answer?.id ?? '';
}

function runningAnswer(turns: readonly Turn[]): Message | null {
  return turns.find(({ answer }) => answer?.run?.endedAt === null)?.answer ?? null;
}

function lastFinishedRun(turns: readonly Turn[]) {
  return turns.findLast(({ answer }) => answer?.run?.usage)?.answer?.run ?? null;
}

function EmptyPage() {
  const { t } = useTranslation();
  return (
    <div className="empty-page">
      <h2>{t('conversation.empty.title')}</h2>
      <p>{t('conversation.empty.text')}</p>
    </div>
  );
}

function FailedPage({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const isMissing = error instanceof ClientError && (error.status === 404 || error.status === 400);
  const { what, hint } = errorText(t, error);
  return (
    <div className="empty-page">
      <h2>{isMissing ? t('conversation.missing.title') : what}</h2>
      <p>{isMissing ? t('conversation.missing.text') : hint}</p>
      {isMissing ? (
        <Link href="/" className="btn">
          {t('conversation.missing.action')}
        </Link>
      ) : (
        <button type="button" className="btn" onClick={onRetry}>
          {t('conversation.loadFailed')}
        </button>
      )}
    </div>
  );
}
