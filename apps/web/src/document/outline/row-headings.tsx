import type { Section } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import type { TextHeading } from './text-headings.ts';

/** Deeper ones stand no further in: there is little room. */
const deepest = 2;

interface RowHeadingsProps {
  readonly section: Section;
  readonly headings: readonly TextHeading[];
  readonly onShow: (section: Section, heading: TextHeading) => void;
}

/** The headings that the writer or the model has put into a section's text; each leads to its place. */
export function RowHeadings({ section, headings, onShow }: RowHeadingsProps) {
  const { t } = useTranslation();
  if (headings.length === 0) return null;
  return (
    <ul className="outline-headings" aria-label={t('document.outline.headingsOf', { heading: section.heading })}>
      {headings.map((heading) => (
        <li key={heading.start}>
          <button
            type="button"
            data-depth={Math.min(heading.depth, deepest)}
            title={heading.words}
            onClick={() => onShow(section, heading)}
          >
            {heading.words}
          </button>
        </li>
      ))}
    </ul>
  );
}
