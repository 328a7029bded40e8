import { useTranslation } from '../language/use-translation.ts';
import { languageOf } from './brief-draft.ts';
import { LengthFields, TopicField } from './brief-fields.tsx';
import { CostLine } from './cost-line.tsx';
import { TemplateChoice } from './template-fields.tsx';
import type { BriefForm } from './use-brief-form.ts';
import './new-document.css';

/** Topic, form and length of a new document, what it costs, and the ways to begin. */
export function BriefSheet({ form: { fields, templates, known, trouble, canBegin, start } }: { readonly form: BriefForm }) {
  const { t } = useTranslation();
  const { draft, shown } = fields;
  return (
    <div className="brief-sheet">
      <TopicField {...fields} />
      <div className="brief-options">
        <TemplateChoice {...fields} templates={templates} />
      </div>
      <div className="brief-options">
        <LengthFields {...fields} />
      </div>
      <div className="brief-begin">
        <CostLine known={known} trouble={trouble} lengthBy={draft.lengthBy} language={languageOf(draft, shown)} />
        <div className="brief-buttons">
          <button type="button" className="btn ink" disabled={!canBegin} onClick={() => start('outline')}>
            {t('documents.begin.outline')}
          </button>
          <button type="button" className="btn" disabled={!canBegin} onClick={() => start('everything')}>
            {t('documents.begin.everything')}
          </button>
          <button type="button" className="btn plain" disabled={!canBegin} onClick={() => start('nothing')}>
            {t('documents.begin.nothing')}
          </button>
        </div>
      </div>
    </div>
  );
}
