import type { DocumentDetail } from '@maobi/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { readingStep } from '../conversation/turn/spoken-progress.ts';
import { readPercent } from '../conversation/stream/use-run-view.ts';
import { useDocumentLength } from './use-document-length.ts';
import type { LiveSection } from './writing-progress.ts';

/** Says which section is begun and finished, and reading in quarters; the text itself is there to be read. */
export function SectionAnnouncer({ detail, live }: { readonly detail: DocumentDetail; readonly live: LiveSection | null }) {
  const { t } = useTranslation();
  const length = useDocumentLength(detail.brief.language);
  const [words, setWords] = useState('');
  const last = useRef<{ sectionId: string; phase: string; step: number; count: number } | null>(null);
  useEffect(() => {
    const before = last.current;
    const headingOf = (sectionId: string) => detail.sections.find(({ id }) => id === sectionId)?.heading ?? '';
    if (!live) {
      if (before) setWords(t('document.spoken.ended', { heading: headingOf(before.sectionId), length: length.of(before.count) }));
      last.current = null;
      return;
    }
    const { sectionId, view, count } = live;
    const step = view.phase === 'reading' && view.reading ? readingStep(readPercent(view.reading)) : 0;
    const isNew = before?.sectionId !== sectionId || before.phase !== view.phase;
    if (isNew && view.phase === 'writing') setWords(t('document.spoken.writing', { heading: headingOf(sectionId) }));
    else if (!isNew && step > before.step) setWords(t('document.state.readingAt', { percent: step }));
    last.current = { sectionId, phase: view.phase, step, count };
  }, [live, detail.sections, t, length]);
  return (
    <output className="sr" aria-live="polite">
      {words}
    </output>
  );
}
