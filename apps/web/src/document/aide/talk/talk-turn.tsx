import type { ContextPart, DocumentDetail, Message, Run } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../../../language/use-translation.ts';
import type { RunView } from '../../../conversation/stream/run-follower.ts';
import { useRunView } from '../../../conversation/stream/use-run-view.ts';
import type { Turn } from '../../../conversation/tree/message-tree.ts';
import { AnswerText } from '../../../conversation/turn/answer-text.tsx';
import { CopyButton } from '../../../conversation/turn/copy-button.tsx';
import { LiveAnnouncer } from '../../../conversation/turn/live-announcer.tsx';
import { Question } from '../../../conversation/turn/question.tsx';
import { RunOutcome } from '../../../conversation/turn/run-outcome.tsx';
import { RunProgress } from '../../../conversation/turn/run-progress.tsx';
import type { TurnHandlers } from '../../../conversation/turn/turn-handlers.ts';
import { useMeasures } from '../../../language/measures.ts';
import { textLanguage } from '../../../language/text-language.ts';
import { paragraphsAround } from '../../polish/find-passage.ts';
import { propose } from '../../polish/proposals.ts';
import { polishTarget } from '../../polish/polish-target.ts';
import type { TalkScope } from './talk-scope.ts';

interface TalkTurnProps {
  readonly turn: Turn;
  readonly detail: DocumentDetail;
  readonly scope: TalkScope;
  readonly handlers: TurnHandlers;
  readonly onShow: (sectionId: string) => void;
}

/** A question about the document, what was read for it, and the answer with what can be done with it. */
export function TalkTurn({ turn: { question, answer }, detail, scope, handlers, onShow }: TalkTurnProps) {
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
      {answer && !isRunning && (
        <EndedAnswer answer={answer} question={question} detail={detail} scope={scope} handlers={handlers} onShow={onShow} />
      )}
      {spoken && <LiveAnnouncer view={spoken} />}
    </div>
  );
}

type EndedAnswerProps = Omit<TalkTurnProps, 'turn'> & { readonly answer: Message; readonly question: Message | null };

function EndedAnswer({ answer: { id, text, run }, question, detail, scope, handlers, onShow }: EndedAnswerProps) {
  return (
    <>
      {text !== '' && <AnswerText text={text} isLive={false} lang={textLanguage(text)} />}
      {run && (
        <RunOutcome
          run={run}
          text={text}
          isReadOnly={detail.binnedAt !== null}
          onContinue={(overflow) => handlers.continueAnswer(id, overflow)}
          onRegenerate={(overflow) => question && handlers.regenerate(question.id, overflow)}
        />
      )}
      {text.trim() !== '' && <AnswerActions text={text} detail={detail} scope={scope} onShow={onShow} />}
      {run?.usage && <CostNote usage={run.usage} />}
    </>
  );
}

/** What went with the question; nothing stands there when all of it had been read before. */
function ReadNote({ question: { context = [] } }: { readonly question: Message }) {
  const { t } = useTranslation();
  const nameOf = usePartName();
  if (context.length === 0) return null;
  return <p className="note">{t('aide.talk.read', { parts: context.map(nameOf).join(t('aide.talk.and')) })}</p>;
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

type AnswerActionsProps = Pick<TalkTurnProps, 'detail' | 'scope' | 'onShow'> & { readonly text: string };

function AnswerActions({ text, detail, scope: { passage, section }, onShow }: AnswerActionsProps) {
  const { t } = useTranslation();
  const wording = text.trim();
  const replaced = passage && polishable(detail, passage.sectionId, passage.passage);
  const insertion = passage ? replaced : section && polishable(detail, section.id, lastParagraph(section.version?.text ?? ''));
  const begin = (place: 'below' | 'instead', target: NonNullable<typeof replaced>) => {
    onShow(target.sectionId);
    propose({
      target: place === 'below' ? { ...target, passage: paragraphsAround(target.markdown, target.passage) } : target,
      place,
      text: wording,
    });
  };
  return (
    <div className="talk-actions">
      {replaced && (
        <button type="button" className="btn" onClick={() => begin('instead', replaced)}>
          {t('aide.talk.replace')}
        </button>
      )}
      {insertion && (
        <button type="button" className="btn" onClick={() => begin('below', insertion)}>
          {t('aide.talk.insert')}
        </button>
      )}
      <CopyButton text={wording} label={t('conversation.turn.copy')} />
    </div>
  );
}

/** As the section stands now; `null`: it is locked, being written, or in the bin with its document. */
function polishable({ sections, binnedAt }: DocumentDetail, sectionId: string, passage: { readonly start: number; readonly end: number }) {
  if (binnedAt !== null) return null;
  const section = sections.find(({ id }) => id === sectionId);
  return section ? polishTarget(section, passage) : null;
}

function lastParagraph(text: string): { readonly start: number; readonly end: number } {
  const end = text.trimEnd().length;
  return paragraphsAround(text, { start: Math.max(0, end - 1), end });
}
