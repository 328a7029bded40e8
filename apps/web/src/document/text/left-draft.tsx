import type { Section } from '@maobi/contract';
import { Icon } from '../../icons/icon.tsx';
import { useTranslation } from '../../language/use-translation.ts';
import type { HandDraft } from './hand-drafts.ts';
import { useLeftDrafts } from './use-left-drafts.ts';

interface LeftDraftProps {
  readonly section: Section;
  readonly onGoOn: (draft: HandDraft) => void;
}

/** Below a section: what was typed into it did not reach the studio, as when the page was closed meanwhile. */
export function LeftDraft({ section, onGoOn }: LeftDraftProps) {
  const { t } = useTranslation();
  const { draft, take, drop } = useLeftDrafts(section);
  if (!draft) return null;
  const isOlder = draft.baseId !== (section.version?.id ?? null);
  const nameOf = (action: string) => t('shell.named', { action, name: section.heading });
  const goOn = () => {
    const taken = take();
    if (taken) onGoOn(taken);
  };
  return (
    <div className="outcome">
      <Icon name="edit" small />
      <p>{t(isOlder ? 'document.left.older' : 'document.left.waiting')}</p>
      <button type="button" className="btn" aria-label={nameOf(t('document.left.goOn'))} onClick={goOn}>
        {t('document.left.goOn')}
      </button>
      <button type="button" className="btn plain" aria-label={nameOf(t('document.left.drop'))} onClick={drop}>
        {t('document.left.drop')}
      </button>
    </div>
  );
}
