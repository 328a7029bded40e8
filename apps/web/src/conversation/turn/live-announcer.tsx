import { useEffect, useRef, useState } from 'react';
import { textLanguage } from '../../language/text-language.ts';
import { useTranslation } from '../../language/use-translation.ts';
import type { RunView } from '../stream/run-follower.ts';
import { readPercent } from '../stream/use-run-view.ts';
import { useTextLength } from './use-text-length.ts';
import { nextSentences, readingStep } from './spoken-progress.ts';

interface Spoken {
  /** Of the answer, in whose language they are spoken. */
  readonly sentences?: string;
  readonly news?: string;
}

/** Reads an answer out while it is written: reading in quarters, then whole sentences, then that it is finished. */
export function LiveAnnouncer({ view }: { readonly view: RunView }) {
  const { t } = useTranslation();
  const lengthOf = useTextLength();
  const [{ sentences = '', news = '' }, say] = useState<Spoken>({});
  const spoken = useRef({ length: view.text.length, step: 0, phase: view.phase });
  useEffect(() => {
    const before = spoken.current;
    if (view.phase === 'reading' && view.reading) {
      const step = readingStep(readPercent(view.reading));
      // where it begins was read before and is no news
      if (step > before.step && before.phase === 'reading') say({ news: t('conversation.spoken.reading', { percent: step }) });
      spoken.current = { ...before, step, phase: view.phase };
      return;
    }
    if (view.phase === 'writing') {
      const next = nextSentences(view.text, before.length);
      if (next) say({ sentences: next.sentences });
      else if (before.phase !== 'writing') say({ news: t('conversation.spoken.writing') });
      spoken.current = { ...before, length: next?.length ?? before.length, phase: view.phase };
      return;
    }
    if (view.phase === before.phase) return;
    spoken.current = { ...before, phase: view.phase };
    if (view.phase === 'paused') say({ news: t('conversation.spoken.paused') });
    if (view.phase === 'ended') {
      const count = lengthOf(view.text);
      const end = view.run?.state === 'stopped' ? t('conversation.spoken.stopped') : t('conversation.spoken.done', { count });
      say({ sentences: view.text.slice(before.length), news: end });
    }
  }, [view, t, lengthOf]);
  return (
    <output className="sr" aria-live="polite">
      {sentences !== '' && <span lang={textLanguage(sentences)}>{sentences} </span>}
      {news}
    </output>
  );
}
