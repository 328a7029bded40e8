import { ClientError, type ConversationDetail, type QuestionContext } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link, useLocation } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { errorText } from '../language/error-text.ts';
import { useLiveRuns } from '../studio/live-run.ts';
import { useConversation, useSystemPart } from '../studio/queries.ts';
import { showToast } from '../toasts/toasts.ts';
import { nextContext } from './asked-context.ts';
import { AboutDocument } from './composer/about-document.tsx';
import { BinnedComposer, useBinned } from './composer/binned-composer.tsx';
import { Composer } from './composer/composer.tsx';
import type { Overflow } from './composer/use-sending.ts';
import { useLinkedMessage } from './scroll/use-linked-message.ts';
import { useTurnsFromEnd } from './scroll/use-turns-from-end.ts';
import { usePageScroll } from './scroll/use-page-scroll.ts';
import type { MessageTree, Turn } from './tree/message-tree.ts';
import { runningRunId, useTurns } from './tree/use-turns.ts';
import { prepareMarkdown } from './turn/answer-text.tsx';
import { NextQuestion } from './turn/next-question.ts';
import type { TurnHandlers } from './turn/turn-handlers.ts';
import { TurnView } from './turn/turn-view.tsx';
import { useReadAhead } from './use-read-ahead.ts';
import { useStopKey } from './use-stop-key.ts';
import { useTurnHandlers } from './use-turn-handlers.ts';
import { SendAttempt, WritingActions } from './writing-actions.ts';
import './conversation.css';

export interface ConversationPageProps {
  /** `null`: a new conversation that does not exist on the server yet; the first message creates it. */
  readonly conversationId: string | null;
}

/** Fills the shell's `<main>`: its own scrolling page and, below it, the composer. */
export function ConversationPage({ conversationId }: ConversationPageProps) {
  useEffect(() => void prepareMarkdown(), []);
  return <OpenConversation key={conversationId} conversationId={conversationId} />;
}

function OpenConversation({ conversationId }: ConversationPageProps) {
  const { t } = useTranslation();
  const { data: detail, error, refetch } = useConversation(conversationId);
  const cache = useQueryClient();
  const actions = useMemo(() => new WritingActions(cache, conversationId), [cache, conversationId]);
  const { turns, tree } = useTurns(detail);
  const handlers = useTurnHandlers(actions, tree, detail);
  const { scroller, content, isAway, toNewest } = usePageScroll({
    openedId: detail?.id ?? null,
    lastTurnId: turns.at(-1)?.question?.id ?? null,
  });
  const isEmpty = turns.length === 0 && (conversationId === null || detail !== undefined);
  return (
    <div className="conversation">
      <div className="turns-page" ref={scroller}>
        <div className="turns" ref={content}>
          <h1 className="sr">{detail?.title || t('conversation.page')}</h1>
          <TurnList detail={detail} turns={turns} tree={tree} handlers={handlers} />
          {isEmpty && <EmptyPage />}
          {error && !detail && <FailedPage error={error} onRetry={() => void refetch()} />}
        </div>
      </div>
      {isAway && turns.length > 0 && <ToNewest onClick={toNewest} />}
      <AskingPlace conversationId={conversationId} detail={detail} actions={actions} turns={turns} />
    </div>
  );
}

interface TurnListProps {
  readonly detail: ConversationDetail | undefined;
  readonly turns: readonly Turn[];
  readonly tree: MessageTree;
  readonly handlers: TurnHandlers;
}

function TurnList({ detail, turns, tree, handlers }: TurnListProps) {
  const firstShown = useTurnsFromEnd(turns.length);
  const binned = useBinned(detail);
  useLinkedMessage({ turns, tree, showBranch: handlers.showBranch });
  return (
    <NextQuestion value={binned === null ? handlers.askNext : null}>
      {firstShown > 0 && <div className="earlier" style={{ ['--turns' as string]: firstShown }} />}
      {turns.slice(firstShown).map((turn, index) => (
        <TurnView key={keyOf(turn)} turn={turn} handlers={handlers} isLast={firstShown + index >= turns.length - 2} />
      ))}
    </NextQuestion>
  );
}

interface BoundComposerProps {
  readonly conversationId: string | null;
  readonly detail: ConversationDetail | undefined;
  readonly actions: WritingActions;
  readonly turns: readonly Turn[];
}

/** Where the next question is written, or why none is. */
function AskingPlace(props: BoundComposerProps) {
  const { detail } = props;
  const binned = useBinned(detail);
  return detail && binned ? <BinnedComposer conversation={detail} binned={binned} /> : <BoundComposer {...props} />;
}

/** The composer with what it needs to know of the conversation, and the key that stops. */
function BoundComposer({ conversationId, detail, actions, turns }: BoundComposerProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const documentId = detail?.documentId ?? null;
  const context = nextContext(
    documentId,
    turns.flatMap(({ question }) => question ?? []),
  );
  const send = useSend(actions, { conversationId, turns, context });
  const contextTokens = useSystemPart((system) => system.engine.contextTokens) ?? null;
  const runId = runningRunId(turns);
  const readAhead = useReadAhead(useReadableId(conversationId, detail, runId));
  const phase = useLiveRuns(({ runs }) => (runId === null ? undefined : runs[runId]?.phase));
  const stop = () => {
    if (runId) actions.stop(runId).catch((failure: unknown) => showToast({ text: errorText(t, failure).what, isFailure: true }));
  };
  useStopKey(runId ? stop : null);
  return (
    <Composer
      conversationId={conversationId}
      activity={runId === null ? null : phase === 'writing' ? 'writing' : 'waiting'}
      isFirst={turns.length === 0}
      about={documentId !== null && context && <AboutDocument documentId={documentId} context={context} />}
      lastRun={lastFinishedRun(turns)}
      contextTokens={contextTokens}
      onTurnTo={readAhead}
      onSend={send}
      onSent={(sentTo) => {
        if (conversationId === null) navigate(`/c/${sentTo}`);
      }}
      onStop={stop}
    />
  );
}

/** What may be read ahead: not what lies in the bin or is being written in, and no first question to the demo model. */
function useReadableId(conversationId: string | null, detail: ConversationDetail | undefined, runId: string | null): string | null {
  const isDemo = useSystemPart((system) => system.isDemo) ?? true;
  if (conversationId === null) return isDemo ? null : '';
  return detail?.binnedAt === null && runId === null ? conversationId : null;
}

function ToNewest({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="newest-place">
      <button type="button" className="btn newest float" onClick={onClick}>
        <Icon name="chevron" small />
        {t('conversation.newest')}
      </button>
    </div>
  );
}

interface Asked {
  readonly conversationId: string | null;
  readonly turns: readonly Turn[];
  /** What of its document the question is about; `null`: it is about none. */
  readonly context: QuestionContext | null;
}

/** Sends what was written below the last message shown; a second attempt after a failure names the same things. */
function useSend(actions: WritingActions, { conversationId, turns, context }: Asked) {
  const [attempt] = useState(() => new SendAttempt());
  return async (text: string, overflow?: Overflow) => {
    const ids = attempt.idsFor(text, conversationId);
    const last = turns.at(-1);
    await actions.send(ids, last?.answer?.id ?? last?.question?.id ?? null, text, { overflow, context });
    attempt.arrived();
    return ids.conversationId;
  };
}

function keyOf({ question, answer }: Turn): string {
  // another answer to the same question takes its place; another question is another turn
  return question?.id ?? answer?.id ?? '';
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
        <Link href="/conversations" className="btn">
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
