import type { Section, WritingLanguage } from '@maobi/contract';
import type { ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { errorBodyText } from '../../language/error-text.ts';
import { useMeasures } from '../../language/measures.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { writingMs, type ShownState } from '../writing-progress.ts';
import type { SectionHandlers } from './section-handlers.ts';

interface SectionNoticeProps {
  readonly section: Section;
  readonly state: ShownState;
  readonly language: WritingLanguage;
  readonly pace: number | null;
  readonly isJobActive: boolean;
  readonly handlers: SectionHandlers;
}

/** What about a section needs the writer: it is short, long, or broke off. What is safe comes first, then what can be done. */
export function SectionNotice(props: SectionNoticeProps) {
  if (props.state === 'short' || props.state === 'long') return <LengthNotice {...props} isShort={props.state === 'short'} />;
  if (props.state !== 'stopped' && props.state !== 'interrupted' && props.state !== 'failed') return null;
  return <EndNotice {...props} end={props.state} />;
}

function LengthNotice({
  section,
  state,
  language,
  pace,
  isJobActive,
  handlers,
  isShort,
}: SectionNoticeProps & { readonly isShort: boolean }) {
  const { t } = useTranslation();
  const length = useDocumentLength(language);
  const measures = useMeasures();
  const { count, target, isLocked } = section;
  const lengths = { length: length.ofTarget(count, target), difference: length.of(Math.abs(target - count)) };
  const ms = isShort ? writingMs(target - count, pace, language) : null;
  const action = t(isShort ? 'document.section.extend' : 'document.section.condense');
  const cost = ms === null ? '' : t('document.job.about', { duration: measures.roughDuration(ms) });
  return (
    <Notice words={t(isShort ? 'document.section.short' : 'document.section.long', lengths)} state={state}>
      {!isJobActive && !isLocked && (
        <button
          type="button"
          className="btn"
          aria-label={t('shell.named', { action: `${action} ${cost}`.trim(), name: section.heading })}
          onClick={() => handlers.rewrite(section, isShort ? 'extend' : 'condense')}
        >
          {/* the space is not seen, but the name must have the words as they stand */}
          {action} {cost !== '' && <span className="cost">{cost}</span>}
        </button>
      )}
    </Notice>
  );
}

interface EndNoticeProps extends SectionNoticeProps {
  readonly end: 'stopped' | 'interrupted' | 'failed';
}

function EndNotice({ section, state, language, isJobActive, handlers, end }: EndNoticeProps) {
  const { t } = useTranslation();
  const length = useDocumentLength(language);
  const { count, version, isLocked } = section;
  const error = end === 'failed' ? version?.run?.error : null;
  const words = (error ? errorBodyText(t, error).both : '') + t(`document.section.${end}`, { count: length.of(count) });
  const action = count > 0 ? t('document.section.goOn') : t('document.tryAgain');
  const name = t('shell.named', { action, name: section.heading });
  return (
    <Notice words={words} state={state}>
      {!isJobActive && !isLocked && (
        <button type="button" className="btn" aria-label={name} onClick={() => handlers.write(section)}>
          {action}
        </button>
      )}
    </Notice>
  );
}

interface NoticeProps {
  readonly words: string;
  readonly state: ShownState;
  readonly children: ReactNode;
}

function Notice({ words, state, children }: NoticeProps) {
  const isBroken = state === 'stopped' || state === 'interrupted';
  return (
    <div className="outcome" data-state={state}>
      {isBroken ? <i className="broken-mark" aria-hidden="true" /> : <Icon name="warning" small />}
      <p>{words}</p>
      {children}
    </div>
  );
}
