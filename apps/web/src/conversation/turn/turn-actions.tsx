import type { Message } from '@maobi/contract';
import { lazy, use, useState } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { useTranslation } from '../../language/use-translation.ts';
import { MenuButton } from '../../menu/menu-button.tsx';
import { isTooLargeToOpen, useOpenFile } from '../../open-file/use-open-file.ts';
import { usePhone } from '../../shell/use-phone.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { Turn } from '../tree/message-tree.ts';
import { BranchSwitch } from './branch-switch.tsx';
import { copyText } from './copy-text.ts';
import { NextQuestion } from './next-question.ts';
import type { TurnAct } from './turn-act.ts';
import type { TurnHandlers } from './turn-handlers.ts';
import { orElseNever } from '../../shell/until-there.ts';

const ActMenu = lazy(orElseNever(() => import('../../menu/act-menu.tsx').then((m) => ({ default: m.ActMenu }))));

interface TurnActionsProps {
  readonly turn: Turn;
  readonly isRunning: boolean;
  readonly handlers: TurnHandlers;
  readonly onEdit: (message: Message) => void;
}

/**
 * What can be done with a question and its answer, below them: in words, and on a phone in one row, the rarer things in a menu; in
 * signs there where both have other wordings to turn to, which take the room.
 */
export function TurnActions(props: TurnActionsProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const { handlers, turn } = props;
  const { question, questionBranches, answerBranches } = turn;
  const acts = useActs(props);
  const rare = isPhone ? acts.filter(({ isRare }) => isRare) : [];
  const folded = rare.length > 1 ? rare : []; // a menu of one thing would only hide its name
  const isCrowded = questionBranches.ids.length > 1 && answerBranches.ids.length > 1;
  const name = nameOf(question);
  return (
    <div className="turn-actions" role="group" aria-label={t('conversation.turn.actions', { question: name })}>
      <BranchSwitch kind="answer" branches={answerBranches} onShow={handlers.showBranch} />
      {acts
        .filter((act) => !folded.includes(act))
        .map((act) => (isPhone && isCrowded ? <IconAct key={act.id} {...act} /> : <WordAct key={act.id} {...act} />))}
      <BranchSwitch kind="question" branches={questionBranches} onShow={handlers.showBranch} />
      {folded.length > 0 && (
        <MenuButton
          trigger={
            <button type="button" className="icon-btn" aria-label={t('conversation.turn.more', { question: name })}>
              <Icon name="more" />
            </button>
          }
          renderMenu={(trigger) => <ActMenu trigger={trigger} acts={folded} />}
        />
      )}
    </div>
  );
}

/** All that can be done now, in the order of a row. */
function useActs({ turn: { question, answer, answerBranches }, isRunning, handlers, onEdit }: TurnActionsProps): TurnAct[] {
  const { t } = useTranslation();
  const canAsk = use(NextQuestion) !== null;
  const acts = useAnswerActs(isRunning ? null : answer, canAsk, onEdit);
  if (question && canAsk) {
    const regenerate = () => handlers.regenerate(question.id);
    if (!isRunning) acts.push({ id: 'regenerate', icon: 'refresh', text: t('conversation.turn.regenerate'), run: regenerate });
    acts.push(editAct('edit-question', t('conversation.turn.edit'), () => onEdit(question)));
  }
  const doomed = answerBranches.ids.length > 1 || !question ? answer : question;
  if (doomed && !isRunning) {
    const text = doomed === question ? t('conversation.turn.deleteTurn') : t('conversation.turn.deleteVersion');
    acts.push({ id: 'delete', icon: 'bin', text, isRare: true, run: () => handlers.delete(doomed) });
  }
  return acts;
}

/** @param ended `null`: there is no answer, or it is still being written */
function useAnswerActs(ended: Message | null, canAsk: boolean, onEdit: TurnActionsProps['onEdit']): TurnAct[] {
  const { t } = useTranslation();
  const text = ended?.text ?? '';
  const copy = useCopyAct(text);
  const asDocument = useDocumentAct(text);
  if (!ended || text === '') return [];
  return canAsk ? [copy, editAct('edit-answer', t('conversation.turn.editAnswer'), () => onEdit(ended)), asDocument] : [copy, asDocument];
}

const editAct = (id: TurnAct['id'], text: string, run: () => void): TurnAct => ({
  id,
  icon: 'edit',
  text,
  isRare: true,
  takesFocus: true,
  run,
});

const longestName = 40;

function nameOf(question: Turn['question']): string {
  const text = question?.text ?? '';
  return text.length > longestName ? `${text.slice(0, longestName)}…` : text;
}

function WordAct({ text, isBusy = false, run, onLeft }: TurnAct) {
  return (
    <button type="button" className="text-action" disabled={isBusy} onClick={run} onBlur={onLeft} onMouseLeave={onLeft}>
      {text}
    </button>
  );
}

function IconAct({ icon, text, isBusy = false, run, onLeft }: TurnAct) {
  return (
    <button type="button" className="icon-btn" aria-label={text} title={text} disabled={isBusy} onClick={run} onBlur={onLeft}>
      <Icon name={icon} small />
    </button>
  );
}

function useDocumentAct(text: string): TurnAct {
  const { t } = useTranslation();
  const { isBusy, openText } = useOpenFile();
  const run = () => {
    if (isBusy) return;
    if (!isTooLargeToOpen(text)) void openText(text);
    else showToast({ text: t('conversation.turn.tooLargeForDocument'), hint: t('conversation.turn.tooLargeHint'), isFailure: true });
  };
  return { id: 'as-document', icon: 'file', text: t('conversation.turn.asDocument'), isRare: true, isBusy, run };
}

function useCopyAct(text: string): TurnAct {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    const copied = await copyText(text);
    setCopied(copied);
    if (!copied) showToast({ text: t('conversation.turn.copyFailed'), isFailure: true });
  };
  return {
    id: 'copy',
    icon: isCopied ? 'check' : 'copy',
    text: isCopied ? t('conversation.turn.copied') : t('conversation.turn.copy'),
    run: () => void copy(),
    onLeft: () => setCopied(false),
  };
}
