import { conversationName, type ConversationSummary, type DocumentDetail, type Section } from '@maobi/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from '../../../language/use-translation.ts';
import '../../../conversation/conversation.css';
import type { Overflow } from '../../../conversation/composer/use-sending.ts';
import { runningRunId, useTurns } from '../../../conversation/tree/use-turns.ts';
import { SendAttempt, WritingActions } from '../../../conversation/writing-actions.ts';
import { useTurnHandlers } from '../../../conversation/use-turn-handlers.ts';
import { Icon } from '../../../icons/icon.tsx';
import { useMeasures } from '../../../language/measures.ts';
import { client } from '../../../studio/client.ts';
import { keys } from '../../../studio/keys.ts';
import { newId } from '../../../studio/new-id.ts';
import { useConversation } from '../../../studio/queries.ts';
import type { DocumentActions } from '../../document-actions.ts';
import { useAttempt } from '../../use-attempt.ts';
import { TalkComposer } from './talk-composer.tsx';
import { useTalkScope } from './talk-scope.ts';
import { subjectOf } from './talk-subject.ts';
import { TalkTurn } from './talk-turn.tsx';

interface TalkTabProps {
  readonly detail: DocumentDetail;
  /** The one whose text is in view. */
  readonly section: Section | null;
  readonly actions: DocumentActions;
  /** Brings the text of a section into sight. */
  readonly onShow: (sectionId: string) => void;
}

/** Conversations about this document: they are kept with it, and listed nowhere else. */
export function TalkTab(props: TalkTabProps) {
  const { detail } = props;
  const { data: conversations = none } = useQuery({
    queryKey: keys.documentConversations(detail.id),
    queryFn: async ({ signal }) => (await client.call('listConversations', { query: { document: detail.id }, signal })).conversations,
  });
  const [chosen, setChosen] = useState<string | 'new' | null>(null);
  const openId = chosen === 'new' ? null : (chosen ?? conversations[0]?.id ?? null);
  const isReadOnly = detail.binnedAt !== null;
  return (
    <section className="talk">
      {conversations.length > 0 && (
        <TalkChoice conversations={conversations} openId={openId} isReadOnly={isReadOnly} onChoose={setChosen} />
      )}
      <Talk key={openId ?? 'new'} {...props} conversationId={openId} onBegin={() => setChosen('new')} onBegun={setChosen} />
    </section>
  );
}

const none: readonly ConversationSummary[] = [];

interface TalkChoiceProps {
  readonly conversations: readonly ConversationSummary[];
  readonly openId: string | null;
  /** No other is begun. */
  readonly isReadOnly: boolean;
  readonly onChoose: (id: string) => void;
}

function TalkChoice({ conversations, openId, isReadOnly, onChoose }: TalkChoiceProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  return (
    <div className="talk-choice">
      <select
        className="field"
        aria-label={t('aide.talk.choose')}
        value={openId ?? 'new'}
        onChange={(event) => onChoose(event.target.value)}
      >
        {openId === null && <option value="new">{t('aide.talk.new')}</option>}
        {conversations.map(({ id, title, preview, updatedAt }) => (
          <option key={id} value={id}>
            {`${measures.moment(updatedAt)} ${conversationName({ title, preview }).slice(0, 40)}`}
          </option>
        ))}
      </select>
      {openId !== null && !isReadOnly && (
        <button type="button" className="btn plain" onClick={() => onChoose('new')}>
          <Icon name="plus" small />
          {t('aide.talk.new')}
        </button>
      )}
    </div>
  );
}

interface TalkProps extends TalkTabProps {
  /** `null`: the first question makes it. */
  readonly conversationId: string | null;
  /** The first question is on its way: news of its conversation, which may come before the answer to it, must not open that yet. */
  readonly onBegin: () => void;
  readonly onBegun: (conversationId: string) => void;
}

function Talk({ detail, section, actions, onShow, conversationId, onBegin, onBegun }: TalkProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const attempt = useAttempt();
  const { data: conversation } = useConversation(conversationId);
  const writing = useMemo(() => new WritingActions(cache, conversationId, detail.id), [cache, conversationId, detail.id]);
  const [sending] = useState(() => new SendAttempt());
  const [askedIn] = useState(() => conversationId ?? newId());
  const { turns, tree } = useTurns(conversation);
  const handlers = useTurnHandlers(writing, tree, conversation);
  const scope = useTalkScope(detail, section);
  const runId = runningRunId(turns);
  const isReadOnly = detail.binnedAt !== null;
  const send = async (text: string, overflow?: Overflow) => {
    if (conversationId === null) onBegin();
    const last = turns.at(-1);
    const ids = sending.idsFor(text, askedIn);
    await writing.send(ids, last?.answer?.id ?? last?.question?.id ?? null, text, { overflow, context: scope.context });
    sending.arrived();
  };
  return (
    <>
      {turns.length === 0 && !isReadOnly && <p className="note">{t('aide.talk.empty')}</p>}
      {turns.map((turn, index) => (
        <TalkTurn
          key={turn.question?.id ?? turn.answer?.id}
          turn={turn}
          subject={subjectOf(turns.slice(0, index + 1).map(({ question }) => question))}
          detail={detail}
          actions={actions}
          scope={scope}
          handlers={handlers}
          onShow={onShow}
        />
      ))}
      {isReadOnly ? (
        <p className="note">{t('aide.talk.binned')}</p>
      ) : (
        <TalkComposer
          documentId={detail.id}
          scope={scope}
          detail={detail}
          onSend={send}
          onSent={() => conversationId === null && onBegun(askedIn)}
          onStop={runId === null ? null : () => void attempt(() => writing.stop(runId))}
        />
      )}
    </>
  );
}
