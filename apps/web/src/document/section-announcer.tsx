import type { DocumentDetail, Job } from '@maobi/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { readingStep } from '../conversation/turn/spoken-progress.ts';
import { readPercent } from '../conversation/stream/use-run-view.ts';
import { suggestedSections } from './suggestions/suggestions-bar.tsx';
import { useDocumentLength } from './use-document-length.ts';
import type { LiveSection } from './writing-progress.ts';

interface SectionAnnouncerProps {
  readonly detail: DocumentDetail;
  readonly live: LiveSection | null;
}

/** Says which section is begun and finished, reading in quarters, and the end of polishing it all; the text itself is there to be read. */
export function SectionAnnouncer({ detail, live }: SectionAnnouncerProps) {
  const written = useWrittenWords(detail, live);
  const polished = usePolishedWords(detail);
  return (
    <>
      <output className="sr" aria-live="polite">
        {written}
      </output>
      <output className="sr" aria-live="polite">
        {polished}
      </output>
    </>
  );
}

interface Heard {
  readonly sectionId: string;
  readonly phase: string;
  readonly step: number;
}

function useWrittenWords(detail: DocumentDetail, live: LiveSection | null): string {
  const { t } = useTranslation();
  const length = useDocumentLength(detail.brief.language);
  const [words, setWords] = useState('');
  const last = useRef<Heard | null>(null);
  useEffect(() => {
    if (last.current && !live && goesOn(detail.job)) return;
    const now = live && heard(live);
    const news = newsOf(last.current, now);
    last.current = now;
    if (!news) return;
    const { heading = '', count = 0 } = detail.sections.find(({ id }) => id === news.sectionId) ?? {};
    if (news.event === 'writing') setWords(t('document.spoken.writing', { heading }));
    // as it stands once it has been cut to its length
    else if (news.event === 'ended') setWords(t('document.spoken.ended', { heading, length: length.of(count) }));
    else setWords(t('document.state.readingAt', { percent: news.step }));
  }, [live, detail.sections, detail.job, t, length]);
  return words;
}

interface News extends Heard {
  readonly event: 'writing' | 'ended' | 'reading';
}

/** What is worth saying between two moments; `null`: nothing. */
function newsOf(before: Heard | null, now: Heard | null): News | null {
  const isSame = before?.sectionId === now?.sectionId;
  if (now?.phase === 'writing' && !(isSame && before?.phase === 'writing')) return { ...now, event: 'writing' };
  if (before && !isSame) return { ...before, event: 'ended' };
  const isFurther = before !== null && now !== null && before.phase === now.phase && now.step > before.step;
  return isFurther ? { ...now, event: 'reading' } : null;
}

function heard({ sectionId, view }: LiveSection): Heard {
  const step = view.phase === 'reading' && view.reading ? readingStep(readPercent(view.reading)) : 0;
  return { sectionId, phase: view.phase, step };
}

/** The section may still be cut to its length. */
function goesOn(job: Job | null): boolean {
  return job?.state === 'open' && job.wait === null;
}

function usePolishedWords(detail: DocumentDetail): string {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const polishing = useRef<string | null>(null);
  const { job } = detail;
  const count = suggestedSections(detail).length;
  useEffect(() => {
    if (job?.kind === 'polish' && job.state === 'open') {
      polishing.current = job.id;
      setWords('');
    } else if (job && job.id === polishing.current && job.state !== 'paused') {
      polishing.current = null;
      setWords(job.state === 'done' ? t('suggestions.ended', { count }) : t('suggestions.stopped'));
    }
  }, [job, count, t]);
  return words;
}
