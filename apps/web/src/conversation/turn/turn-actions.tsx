import type { Message } from '@maobi/contract';
import { use, useState, type ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { isTooLargeToOpen, useOpenFile } from '../../open-file/use-open-file.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { Turn } from '../tree/message-tree.ts';
import { BranchSwitch } from './branch-switch.tsx';
import { copyText } from './copy-text.ts';
import { NextQuestion } from './next-question.ts';
import type { TurnHandlers } from './turn-handlers.ts';

interface TurnActionsProps {
  readonly turn: Turn;
  readonly isRunning: boolean;
  readonly handlers: TurnHandlers;
  readonly onEdit: (message: Message) => void;
}

/** What can be done with a question and its answer, in words, below them. */
export function TurnActions({
  turn: { question, answer, questionBranches, answerBranches },
  isRunning,
  handlers,
  onEdit,
}: TurnActionsProps) {
  const { t } = useTranslation();
  const canAsk = use(NextQuestion) !== null;
  const hasVersions = answerBranches.ids.length > 1;
  const doomed = hasVersions || !question ? answer : question;
  return (
    <div className="turn-actions" role="group" aria-label={t('conversation.turn.actions', { question: nameOf(question) })}>
      <BranchSwitch kind="answer" branches={answerBranches} onShow={handlers.showBranch} />
      {answer && !isRunning && answer.text !== '' && (
        <>
          <CopyAction text={answer.text} />
          {canAsk && <Action onClick={() => onEdit(answer)}>{t('conversation.turn.editAnswer')}</Action>}
          <DocumentAction text={answer.text} />
        </>
      )}
      {question && canAsk && !isRunning && (
        <Action onClick={() => handlers.regenerate(question.id)}>{t('conversation.turn.regenerate')}</Action>
      )}
      {question && canAsk && <Action onClick={() => onEdit(question)}>{t('conversation.turn.edit')}</Action>}
      <BranchSwitch kind="question" branches={questionBranches} onShow={handlers.showBranch} />
      {doomed && !isRunning && (
        <Action onClick={() => handlers.delete(doomed)}>
          {doomed === question ? t('conversation.turn.deleteTurn') : t('conversation.turn.deleteVersion')}
        </Action>
      )}
    </div>
  );
}

const longestName = 40;

function nameOf(question: Turn['question']): string {
  const text = question?.text ?? '';
  return text.length > longestName ? `${text.slice(0, longestName)}…` : text;
}

function Action({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className="text-action" onClick={onClick}>
      {children}
    </button>
  );
}

function DocumentAction({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const { isBusy, openText } = useOpenFile();
  const open = () => {
    if (!isTooLargeToOpen(text)) void openText(text);
    else showToast({ text: t('conversation.turn.tooLargeForDocument'), hint: t('conversation.turn.tooLargeHint'), isFailure: true });
  };
  return (
    <button type="button" className="text-action" disabled={isBusy} onClick={open}>
      {t('conversation.turn.asDocument')}
    </button>
  );
}

function CopyAction({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    const copied = await copyText(text);
    setCopied(copied);
    if (!copied) showToast({ text: t('conversation.turn.copyFailed'), isFailure: true });
  };
  return (
    <button
      type="button"
      className="text-action"
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
      onMouseLeave={() => setCopied(false)}
    >
      {isCopied ? t('conversation.turn.copied') : t('conversation.turn.copy')}
    </button>
  );
}
