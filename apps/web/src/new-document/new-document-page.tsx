import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { DocumentRows } from '../document-list/document-rows.tsx';
import { usePhone } from '../shell/use-phone.ts';
import { BriefBegin } from './brief-begin.tsx';
import { DetailFields } from './brief-fields.tsx';
import { BriefSheet } from './brief-sheet.tsx';
import { PromptFields } from './prompt-fields.tsx';
import { useBriefForm } from './use-brief-form.ts';

/** The brief of a new document: what about, how long, for whom; and what that costs before anything runs. */
export function NewDocumentPage() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const form = useBriefForm();
  return (
    <form className="page narrow new-document" onSubmit={(event) => event.preventDefault()} onKeyDown={form.onKeyDown}>
      <h1 className="page-title">{t('documents.title')}</h1>
      <BriefSheet form={form} onMaterialKept={showMaterial}>
        {!isPhone && <BriefBegin form={form} />}
      </BriefSheet>
      <DetailFields {...form.fields} />
      <PromptFields draft={form.fields.draft} brief={form.brief} onChange={form.fields.onChange} />
      {isPhone && <BriefBegin form={form} />}
      {isPhone && (
        <section className="recent-documents">
          <h2>{t('documents.recent')}</h2>
          <DocumentRows openId={null} />
          <Link href="/library" className="btn big">
            {t('library.title')}
          </Link>
        </section>
      )}
    </form>
  );
}

function showMaterial(): void {
  document.querySelector('[name="notes"]')?.scrollIntoView({ block: 'center' });
}
