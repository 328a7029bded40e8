import type { ContextPart, DocumentDetail, Message, Run } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../../../language/use-translation.ts';
import type { RunView } from '../../../conversation/stream/run-follower.ts';
import { useRunView } from '../../../conversation/stream/use-run-view.ts';
import type { Turn } from '../../../conversation/tree/message-tree.ts';
import { AnswerText } from '../../../conversation/turn/answer-text.tsx';
import { LiveAnnouncer } from '../../../conversation/turn/live-announcer.tsx';
import { Question } from '../../../conversation/turn/question.tsx';
import { RunOutcome } from '../../../conversation/turn/run-outcome.tsx';
import { RunProgress } from '../../../conversation/turn/run-progress.tsx';
import type { TurnHandlers } from '../../../conversation/turn/turn-handlers.ts';
import { useMeasures } from '../../../language/measures.ts';
import { textLanguage } from '../../../language/text-language.ts';
import type { DocumentActions } from '../../document-actions.ts';
import { AnswerActions } from './answer-actions.tsx';
import type { TalkScope } from './talk-scope.ts';
import type { TalkSubject } from './talk-subject.ts';

interface TalkTurnProps {
  readonly turn: Turn;
  /** What the question was about; `null`: no section. */
  readonly subject: TalkSubject | null;
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  readonly scope: TalkScope;
  readonly handlers: TurnHandlers;
  readonly onShow: (sectionId: string) => void;
}

/** A question about the document, what was read for it, and the answer with what can be done with it. */
export function TalkTurn({ turn: { question, answer }, ...shared }: TalkTurnProps) {
  const { handlers } = shared;
  const [ended, setEnded] = useState<RunView | null>(null);
  const view = useRunView(answer, (message, last) => {
    setEnded(last);
    handlers.runEnded(message, last);
  });
  const spoken = view ?? ended;
  const isRunning = view !== null && view.phase !== 'ended';
  return (
    <div className="talk-turn">
      {question && <Question text={question.text} className="talk-question" />}
      {question && <ReadNote question={question} />}
      {answer && isRunning && (
        <>
          {view.text !== '' && <AnswerText text={view.text} isLive={view.phase === 'writing'} lang={textLanguage(view.text)} />}
          {view.phase !== 'writing' && <RunProgress view={view} />}
        </>
      )}
      {answer && !isRunning && <EndedAnswer answer={answer} question={question} {...shared} />}
      {spoken && <LiveAnnouncer view={spoken} />}
    </div>
  );
}

type EndedAnswerProps = Omit<TalkTurnProps, 'turn'> & { readonly answer: Message; readonly question: Message | null };

function EndedAnswer({ answer: { id, text, run }, question, handlers, ...shared }: EndedAnswerProps) {
  return (
    <>
      {text !== '' && <AnswerText text={text} isLive={false} lang={textLanguage(text)} />}
      {run && (
        <RunOutcome
          run={run}
          text={text}
          isReadOnly={shared.detail.binnedAt !== null}
          onContinue={(overflow) => handlers.continueAnswer(id, overflow)}
          onRegenerate={(overflow) => question && handlers.regenerate(question.id, overflow)}
        />
      )}
      {text.trim() !== '' && <AnswerActions text={text} {...shared} />}
      {run?.usage && <CostNote usage={run.usage} />}
    </>
  );
}

/** What went with the question; nothing stands there when all of it had been read before. */
function ReadNote({ question: { context = [] } }: { readonly question: Message }) {
  const { t } = useTranslation();
  const nameOf = usePartName();
  const read = context.filter(({ text }) => text !== '');
  if (read.length === 0) return null;
  return <p className="note">{t('aide.talk.read', { parts: read.map(nameOf).join(t('aide.talk.and')) })}</p>;
}

function usePartName(): (part: ContextPart) => string {
  const { t } = useTranslation();
  return ({ kind, number }) => (kind === 'outline' ? t('aide.talk.part.outline') : t(`aide.talk.part.${kind}`, { number: number ?? 0 }));
}

function CostNote({ usage }: { readonly usage: NonNullable<Run['usage']> }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const counts = {
    read: measures.number(usage.promptTokens - usage.cachedTokens),
    written: measures.number(usage.writtenTokens),
    cached: measures.number(usage.cachedTokens),
  };
  return <p className="note">{t('aide.talk.cost', counts)}</p>;
}
