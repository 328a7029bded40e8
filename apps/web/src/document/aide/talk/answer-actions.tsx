import type { DocumentDetail, Section } from '@maobi/contract';
import { CopyButton } from '../../../conversation/turn/copy-button.tsx';
import { useTranslation } from '../../../language/use-translation.ts';
import { showToast } from '../../../toasts/toasts.ts';
import type { DocumentActions } from '../../document-actions.ts';
import { historyOf } from '../../history/document-history.ts';
import { paragraphsAround } from '../../polish/find-passage.ts';
import { addedText } from '../../polish/polish-pieces.ts';
import type { PolishTarget } from '../../polish/polish-target.ts';
import { propose } from '../../polish/proposals.ts';
import { useAttempt } from '../../use-attempt.ts';
import type { TalkScope } from './talk-scope.ts';
import { answerPlaces, type TalkSubject } from './talk-subject.ts';

interface AnswerActionsProps {
  readonly text: string;
  /** What the question was about; `null`: no section. */
  readonly subject: TalkSubject | null;
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  readonly scope: Pick<TalkScope, 'passage' | 'at'>;
  readonly onShow: (sectionId: string) => void;
}

/** What can be done with an answer where the question was about, wherever the writer is by now. */
export function AnswerActions({ text, subject, detail, actions, scope, onShow }: AnswerActionsProps) {
  const { t } = useTranslation();
  const wording = text.trim();
  const { at } = scope;
  const about = subject ?? (at && { sectionId: at.id, passage: null });
  const { number, passage, end, blank, gone } = answerPlaces(detail, about, scope.passage?.passage.start ?? 0);
  const lay = (place: 'below' | 'instead', target: PolishTarget) => {
    onShow(target.sectionId);
    propose({ target, place, text: wording });
  };
  const put = usePutInto({ actions, number: number ?? 0, onShow });
  return (
    <>
      {gone && <p className="note">{t(`aide.talk.gone.${gone}`)}</p>}
      <div className="talk-actions">
        {passage && (
          <>
            <button type="button" className="btn" onClick={() => lay('instead', passage)}>
              {t('aide.talk.replace')}
            </button>
            <button type="button" className="btn" onClick={() => lay('below', wholeParagraphs(passage))}>
              {t('aide.talk.insert')}
            </button>
          </>
        )}
        {end && (
          <button type="button" className="btn" onClick={() => lay('below', end)}>
            {t('aide.talk.append', { number })}
          </button>
        )}
        {blank && (
          <button type="button" className="btn" onClick={() => void put(blank, wording)}>
            {t('aide.talk.put', { number })}
          </button>
        )}
        <CopyButton text={wording} label={t('conversation.turn.copy')} />
      </div>
    </>
  );
}

function wholeParagraphs(target: PolishTarget): PolishTarget {
  return { ...target, passage: paragraphsAround(target.markdown, target.passage) };
}

interface PutInto extends Pick<AnswerActionsProps, 'actions' | 'onShow'> {
  readonly number: number;
}

/** Makes an answer the text of a section where nothing is written: there is nothing to judge, and one press takes it back. */
function usePutInto({ actions, number, onShow }: PutInto) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  return ({ id: sectionId, version }: Section, wording: string) =>
    attempt(async () => {
      const source = 'polish';
      const baseId = await actions.addVersion({ sectionId, baseId: version?.id ?? null, source, text: addedText('', wording) });
      const undo = () => attempt(() => actions.addVersion({ sectionId, baseId, source, text: '' }));
      const isTakenBack = historyOf(actions.documentId).watchLast();
      onShow(sectionId);
      showToast({ text: t('aide.talk.hasPut', { number }), action: { label: t('shell.undo'), run: () => void undo() }, isTakenBack });
    });
}
