import type { DocumentDetail, Section } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import './suggestions.css';

interface SuggestionsBarProps {
  readonly detail: DocumentDetail;
  readonly onReview: (sectionId: string) => void;
}

/** The sections for which another wording waits for a verdict. */
export function suggestedSections({ sections, binnedAt }: DocumentDetail): Section[] {
  return binnedAt === null ? sections.filter(({ suggestion }) => suggestion !== null) : [];
}

/** Above the text: which sections have suggestions, each one press away. */
export function SuggestionsBar({ detail, onReview }: SuggestionsBarProps) {
  const { t } = useTranslation();
  const sections = suggestedSections(detail);
  const [first] = sections;
  if (!first) return null;
  return (
    <div className="suggestions-bar" role="region" aria-label={t('suggestions.title')}>
      <p>
        <Icon name="edit" small />
        {t('suggestions.waiting', { count: sections.length })}
      </p>
      <ul>
        {sections.map(({ id, heading }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => onReview(id)}>
              {heading}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" onClick={() => onReview(first.id)}>
        {t('suggestions.look')}
      </button>
    </div>
  );
}
