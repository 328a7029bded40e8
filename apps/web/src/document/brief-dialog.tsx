import type { Brief } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { DialogFrame } from '../shell/dialog-frame.tsx';
import { useMeasures } from '../language/measures.ts';
import { briefOf, draftOf, isChangedTwice, withChanges, type BriefDraft } from '../new-document/brief-draft.ts';
import { DetailFields, LengthFields, TopicField } from '../new-document/brief-fields.tsx';
import { BriefHint } from '../new-document/brief-hint.tsx';
import { briefTrouble } from '../new-document/brief-trouble.ts';
import { PromptFields } from '../new-document/prompt-fields.tsx';
import { TemplateFields } from '../new-document/template-fields.tsx';
import { useTemplates } from '../studio/queries.ts';
import { showToast } from '../toasts/toasts.ts';
import '../new-document/new-document.css';
import type { DocumentActions } from './document-actions.ts';
import { historyOf } from './history/document-history.ts';
import { useAttempt } from './use-attempt.ts';
import { useBriefForm, type BriefForm } from './use-brief-form.ts';

interface BriefDialogProps {
  readonly brief: Brief;
  readonly actions: DocumentActions;
  readonly onClose: () => void;
}

/** What the writer asked for, changed afterwards. What is written already stays as it is. */
export function BriefDialog({ brief, actions, onClose }: BriefDialogProps) {
  const { t } = useTranslation();
  const { language: shown } = useMeasures();
  const form = useBriefForm(actions.documentId, brief);
  const { draft, isChanged, isRestored } = form;
  const changed = briefOf(draft, shown);
  const templates = useTemplates();
  const template = templates.find(({ id }) => id === brief.template) ?? null;
  const trouble = briefTrouble(draft, changed, template, { t, shown });
  const change = (part: Partial<BriefDraft>) => form.change({ ...draft, ...part });
  const fields = { draft, shown, onChange: change, isTimeAllowed: false };
  const save = useSave(form, actions, onClose);
  const close = () => {
    if (isChanged) showToast({ text: t('document.briefKept') });
    onClose();
  };
  const discard = () => {
    form.change(form.before);
    showToast({ text: t('document.briefDiscarded'), action: { label: t('shell.undo'), run: () => form.change(draft) } });
  };
  return (
    <DialogFrame title={t('document.editBrief')} className="brief-dialog" onClose={close}>
      <div className="brief-sheet">
        <TopicField {...fields} />
        <div className="brief-options">
          <LengthFields {...fields} />
        </div>
      </div>
      <TemplateFields {...fields} templates={templates} />
      <DetailFields {...fields} />
      <PromptFields draft={draft} brief={changed} onChange={change} />
      <div className="dialog-foot">
        <p className="note" role="status">
          {trouble ? <BriefHint trouble={trouble} /> : t(isRestored ? 'document.briefRestored' : 'document.briefNote')}
        </p>
        {isChanged && (
          <button type="button" className="btn plain" onClick={discard}>
            {t('document.edit.discard')}
          </button>
        )}
        <button type="button" className="btn ink" disabled={!changed || trouble !== null} onClick={() => void save()}>
          {t('document.save')}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Saves what was changed in the form, and nothing else, over the brief as it stands by then. */
function useSave({ before, draft, forget }: BriefForm, actions: DocumentActions, onSaved: () => void): () => Promise<void> {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const { language: shown } = useMeasures();
  return () =>
    attempt(async () => {
      let replaced: Brief | null = null;
      await actions.change({
        brief: (standing) => {
          const present = draftOf(standing);
          replaced = isChangedTwice(present, before, draft) ? standing : null;
          return briefOf(withChanges(present, before, draft), shown) ?? standing;
        },
      });
      forget();
      if (replaced !== null) offerBack(replaced);
      onSaved();
    });
  function offerBack(replaced: Brief) {
    const undo = () => void attempt(() => actions.change({ brief: () => replaced }));
    const isTakenBack = historyOf(actions.documentId).watchLast();
    showToast({ text: t('document.briefMerged'), action: { label: t('shell.undo'), run: undo }, isTakenBack });
  }
}
