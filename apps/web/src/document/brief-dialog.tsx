import type { Brief } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { DialogFrame } from '../shell/dialog-frame.tsx';
import { useMeasures } from '../language/measures.ts';
import { briefOf, draftOf } from '../new-document/brief-draft.ts';
import { DetailFields, LengthFields, TopicField } from '../new-document/brief-fields.tsx';
import { BriefHint } from '../new-document/brief-hint.tsx';
import { briefTrouble } from '../new-document/brief-trouble.ts';
import { PromptFields } from '../new-document/prompt-fields.tsx';
import { TemplateFields } from '../new-document/template-fields.tsx';
import { useTemplates } from '../studio/queries.ts';
import '../new-document/new-document.css';
import type { DocumentActions } from './document-actions.ts';
import { useAttempt } from './use-attempt.ts';

interface BriefDialogProps {
  readonly brief: Brief;
  readonly actions: DocumentActions;
  readonly onClose: () => void;
}

/** What the writer asked for, changed afterwards. What is written already stays as it is. */
export function BriefDialog({ brief, actions, onClose }: BriefDialogProps) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const { language: shown } = useMeasures();
  const [draft, setDraft] = useState(() => draftOf(brief));
  const changed = briefOf(draft, shown);
  const templates = useTemplates();
  const template = templates.find(({ id }) => id === brief.template) ?? null;
  const trouble = briefTrouble(draft, changed, template, { t, shown });
  const fields = { draft, shown, onChange: (part: Partial<typeof draft>) => setDraft({ ...draft, ...part }), isTimeAllowed: false };
  const save = () =>
    attempt(async () => {
      if (!changed) return;
      await actions.change({ brief: changed });
      onClose();
    });
  return (
    <DialogFrame title={t('document.editBrief')} className="brief-dialog" onClose={onClose}>
      <div className="brief-sheet">
        <TopicField {...fields} />
        <div className="brief-options">
          <LengthFields {...fields} />
        </div>
      </div>
      <TemplateFields {...fields} templates={templates} />
      <DetailFields {...fields} />
      <PromptFields draft={draft} brief={changed} onChange={fields.onChange} />
      <div className="dialog-foot">
        <p className="note" role="status">
          {trouble ? <BriefHint trouble={trouble} /> : t('document.briefNote')}
        </p>
        <button type="button" className="btn ink" disabled={!changed || trouble !== null} onClick={() => void save()}>
          {t('document.save')}
        </button>
      </div>
    </DialogFrame>
  );
}
