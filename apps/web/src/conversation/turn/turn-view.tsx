import type { Message } from '@maobi/contract';
import { memo, use, useState } from 'react';
import { textLanguage } from '../../language/text-language.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { isAway, useConnection } from '../../studio/connection.ts';
import type { RunView } from '../stream/run-follower.ts';
import { useRunView, useShownRun } from '../stream/use-run-view.ts';
import type { Branches, Turn } from '../tree/message-tree.ts';
import { AnswerText } from './answer-text.tsx';
import { LiveAnnouncer } from './live-announcer.tsx';
import { MarginNotes } from './margin-notes.tsx';
import { isMessageDrafted, MessageEditor } from './message-editor.tsx';
import { NextQuestion } from './next-question.ts';
import { Question } from './question.tsx';
import { isTooHigh } from './question-parts.ts';
import { RunOutcome } from './run-outcome.tsx';
import { RunProgress } from './run-progress.tsx';
import { TurnActions } from './turn-actions.tsx';
import type { TurnHandlers } from './turn-handlers.ts';
import { useNearViewport } from './use-near-viewport.ts';

interface TurnViewProps {
  readonly turn: Turn;
  readonly handlers: TurnHandlers;
  /** Drawn at once; the others when they come near what is seen. */
  readonly isLast: boolean;
}

/** A question, its answer, and the notes beside them. */
export const TurnView = memo(
  function TurnView({ turn, handlers, isLast }: TurnViewProps) {
    const [ref, isNear] = useNearViewport(isLast);
    return (
      <section className={isNear ? 'turn' : 'turn far'} ref={ref} data-message={turn.question?.id ?? turn.answer?.id}>
        {isNear ? <FullTurn turn={turn} handlers={handlers} /> : <PlainTurn turn={turn} />}
      </section>
    );
  },
  (before, after) =>
    before.isLast === after.isLast &&
    before.handlers === after.handlers &&
    before.turn.question === after.turn.question &&
    before.turn.answer === after.turn.answer &&
    areSame(before.turn.questionBranches, after.turn.questionBranches) &&
    areSame(before.turn.answerBranches, after.turn.answerBranches),
);

function areSame(before: Branches, after: Branches): boolean {
  return before.index === after.index && before.ids.join() === after.ids.join();
}

/** Stands in for a turn far from what is seen: its words are there for searching, at almost no cost. */
function PlainTurn({ turn: { question, answer } }: { readonly turn: Turn }) {
  return (
    <div>
      {question && (
        <h2 className={isTooHigh(question.text) ? 'question long question-text folded' : 'question'} lang={textLanguage(question.text)}>
          {question.text}
        </h2>
      )}
      {answer && (
        <div className="answer plain-text" lang={textLanguage(answer.text)}>
          {answer.text}
        </div>
      )}
    </div>
  );
}

function FullTurn({ turn, handlers }: { readonly turn: Turn; readonly handlers: TurnHandlers }) {
  const { t } = useTranslation();
  const { question, answer } = turn;
  const { edited, editor, edit } = useEditor(turn, handlers);
  const [endedView, setEndedView] = useState<RunView | null>(null);
  const onEnded = (message: Message, last: RunView) => {
    setEndedView(last);
    handlers.runEnded(message, last);
  };
  const view = useRunView(answer, onEnded, true);
  // stays after the end, or its last words would vanish before they are read out
  const spokenView = view ?? endedView;
  const isRunning = answer?.run ? answer.run.endedAt === null : false;
  return (
    <>
      <div className="turn-body">
        {question && (edited === question ? editor : <Question text={question.text} />)}
        {answer && (edited === answer ? editor : <Answer answer={answer} question={question} view={view} handlers={handlers} />)}
        {!answer && <p className="note unanswered">{t('conversation.state.unanswered')}</p>}
        {view?.isLost && <LostNote />}
        {!edited && <TurnActions turn={turn} isRunning={isRunning} handlers={handlers} onEdit={edit} />}
        {spokenView && <LiveAnnouncer view={spokenView} />}
      </div>
      <MarginNotes question={question} answer={answer} view={isRunning ? view : null} />
    </>
  );
}

/** The message of a turn that is being changed, and its editor. What was typed and not sent, e.g. before a reload, stands there again. */
function useEditor({ question, answer }: Turn, handlers: TurnHandlers) {
  const canAsk = use(NextQuestion) !== null;
  const [editing, setEditing] = useState(() => {
    const drafted = canAsk ? [question, answer].find((message) => isMessageDrafted(message?.id)) : null;
    return { id: drafted?.id ?? null, isAskedFor: false };
  });
  const edited = [question, answer].find((message) => message && message.id === editing.id) ?? null;
  const editor = edited && (
    <MessageEditor
      message={edited}
      hasFocus={editing.isAskedFor}
      onClose={() => setEditing({ id: null, isAskedFor: false })}
      onSend={(text, overflow) =>
        edited === answer ? handlers.editAnswer(edited, text) : handlers.editQuestion(edited, text.trim(), overflow)
      }
    />
  );
  return { edited, editor, edit: ({ id }: Message) => setEditing({ id, isAskedFor: true }) };
}

/** Only this run's stream is lost: when the whole studio does not answer, the frame says so. */
function LostNote() {
  const { t } = useTranslation();
  const isStudioLost = useConnection(isAway);
  return isStudioLost ? null : <p className="note lost">{t('conversation.state.lost')}</p>;
}

interface AnswerProps {
  readonly answer: Message;
  readonly question: Message | null;
  readonly view: RunView | null;
  readonly handlers: TurnHandlers;
}

/** The text of an answer with what it waits for before it, or how it ended behind it. */
function Answer({ answer, question, view, handlers }: AnswerProps) {
  const isReadOnly = use(NextQuestion) === null;
  if (view && view.phase !== 'ended') return <LiveAnswer runId={answer.run?.id ?? null} known={view} />;
  const text = view?.text ?? answer.text;
  const run = view?.run ?? answer.run;
  return (
    <>
      {text !== '' && <AnswerText text={text} isLive={false} lang={textLanguage(text)} />}
      {run && (
        <RunOutcome
          run={run}
          text={text}
          isReadOnly={isReadOnly}
          onContinue={(overflow) => handlers.continueAnswer(answer.id, overflow)}
          onRegenerate={(overflow) => question && handlers.regenerate(question.id, overflow)}
        />
      )}
    </>
  );
}

/** The one part that is drawn with every few words; all around it is drawn about once a second. */
function LiveAnswer({ runId, known }: { readonly runId: string | null; readonly known: RunView }) {
  const view = useShownRun(runId, known);
  const isWriting = view.phase === 'writing';
  return (
    <div className="live-answer">
      {(isWriting || view.text !== '') && <AnswerText text={view.text} isLive={isWriting} lang={textLanguage(view.text)} />}
      {!isWriting && <RunProgress view={view} />}
    </div>
  );
}
