import { useTranslation } from '../language/use-translation.ts';
import { languageOf } from './brief-draft.ts';
import { CostLine } from './cost-line.tsx';
import type { BriefForm } from './use-brief-form.ts';

/** What the document costs or what is still missing, and the ways to begin. On phones it stays under the thumb. */
export function BriefBegin({ form: { fields, known, trouble, canBegin, start } }: { readonly form: BriefForm }) {
  const { t } = useTranslation();
  const { draft, shown } = fields;
  return (
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
  );
}
