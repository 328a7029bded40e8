import type { Section, WritingLanguage } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from '../../language/use-translation.ts';
import { readPercent } from '../../conversation/stream/use-run-view.ts';
import { useMeasures, type Measures } from '../../language/measures.ts';
import { useHasGoal } from '../goal.ts';
import { useDocumentLength, type DocumentLength } from '../use-document-length.ts';
import { countOf, writingMs, type LiveSection, type ShownState } from '../writing-progress.ts';

export interface SectionProgress {
  readonly section: Section;
  readonly state: ShownState;
  readonly live: LiveSection | null;
  readonly language: WritingLanguage;
  /** Tokens per second; `null`: not known. */
  readonly pace: number | null;
}

/** How a section stands, in a few words, one fact each; the first says the state where there is one to say. */
export function useStateWords(progress: SectionProgress): string[] {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { section, state, language } = progress;
  const length = useDocumentLength(language);
  const hasGoal = useHasGoal();
  const { count, target, isLocked } = section;
  const written = hasGoal ? length.ofTarget(count, target) : length.of(count);
  // what is locked is as the writer wants it, however long it is
  if (isLocked && count > 0) return [written, t('document.state.locked')];
  switch (state) {
    case 'short':
      return [t('document.state.short', { length: length.of(target - count) }), written];
    case 'long':
      return [t('document.state.long', { length: length.of(count - target) }), written];
    case 'stopped':
    case 'interrupted':
    case 'failed':
      return [t(`document.state.${state}`), written];
    case 'done':
      return [written];
    case 'empty':
      return [...(hasGoal ? [length.of(target)] : []), ...(isLocked ? [t('document.state.locked')] : [])];
    default:
      return wordsAtWork(progress, { t, measures, length, hasGoal });
  }
}

interface Speech {
  readonly t: TFunction;
  readonly measures: Measures;
  readonly length: DocumentLength;
  readonly hasGoal: boolean;
}

/** The same while it is written, read for, or waits. */
function wordsAtWork({ section, state, live, language, pace }: SectionProgress, { t, measures, length, hasGoal }: Speech): string[] {
  const { target } = section;
  const count = countOf(section, live);
  const ms = writingMs(Math.max(0, target - count), pace, language);
  if (state === 'writing') {
    const left = ms === null || count >= target ? [] : [t('document.state.left', { duration: measures.duration(ms) })];
    return [t('document.state.writing'), hasGoal ? length.ofTarget(count, target) : length.of(count), ...(hasGoal ? left : [])];
  }
  if (state === 'reading') {
    const reading = live?.view.reading;
    const words = reading ? t('document.state.readingAt', { percent: Math.floor(readPercent(reading)) }) : t('document.state.reading');
    return hasGoal ? [words, length.of(target)] : [words];
  }
  const time = ms === null ? [] : [t('document.state.about', { duration: measures.roughDuration(ms) })];
  return hasGoal ? [t('document.state.waiting'), length.of(target), ...time] : [t('document.state.waiting')];
}
