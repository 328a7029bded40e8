import { countText, type Message, type Run } from '@maobi/contract';
import { useMemo } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';
import type { RunView } from '../stream/run-follower.ts';
import { requestedLength } from './requested-length.ts';
import { useTextLength } from './use-text-length.ts';

interface MarginNotesProps {
  readonly question: Message | null;
  readonly answer: Message | null;
  /** `null` unless the answer is being made. */
  readonly view: RunView | null;
}

/** Facts beside a question: when, what was read and reused, what is written and how long it takes. */
export function MarginNotes({ question, answer, view }: MarginNotesProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const message = question ?? answer;
  const run = view?.run ?? answer?.run ?? null;
  return (
    <aside className="margin" aria-label={t('conversation.note.label')}>
      {message && (
        <p>
          <time dateTime={message.createdAt} title={run?.model}>
            {measures.moment(message.createdAt)}
          </time>
        </p>
      )}
      {answer?.run === null && <p>{t('conversation.note.byHand')}</p>}
      {view && view.phase !== 'ended' ? (
        <LiveNotes view={view} question={question} />
      ) : (
        run && answer && <FinishedNotes run={run} text={answer.text} />
      )}
    </aside>
  );
}

function LiveNotes({ view, question }: { readonly view: RunView; readonly question: Message | null }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const lengthOf = useTextLength();
  const { tokensPerSecond } = view;
  const target = useMemo(() => requestedLength(question?.text ?? ''), [question?.text]);
  const count = countText(view.text);
  const remainingMs = target === null ? null : remainingTime(view, count, target);
  return (
    <>
      <ReadNote view={view} />
      {(view.phase === 'writing' || (view.phase === 'paused' && view.written > 0)) && (
        <p className={view.phase === 'writing' ? 'zhu' : undefined}>
          {target === null
            ? t('conversation.note.writing', { count: lengthOf(view.text, count) })
            : t('conversation.note.writingOf', { count: measures.number(count), target: lengthOf(question?.text ?? '', target) })}
        </p>
      )}
      {tokensPerSecond !== null && <p>{t('conversation.note.rate', { rate: tokensPerSecond.toFixed(1) })}</p>}
      {remainingMs !== null && <p>{t('conversation.note.remaining', { duration: measures.duration(remainingMs) })}</p>}
    </>
  );
}

/** Nothing before the first word: what takes the place of the answer tells it then, and counts along what was kept. */
function ReadNote({ view: { reading, written } }: { readonly view: RunView }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (!reading || reading.total <= 0 || written === 0) return null;
  // not told to the last token: once something is written, all has been read
  return (
    <>
      <p>{t('conversation.note.reading', { tokens: measures.number(reading.total - reading.cached) })}</p>
      <KeptNote totalTokens={reading.total} keptTokens={reading.cached} />
    </>
  );
}

function FinishedNotes({ run: { usage, timings }, text }: { readonly run: Run; readonly text: string }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const lengthOf = useTextLength();
  const count = useMemo(() => countText(text), [text]);
  if (!usage || !timings) return null;
  const read = usage.promptTokens - usage.cachedTokens;
  const perSecond = timings.writingMs > 0 ? (usage.writtenTokens / timings.writingMs) * 1000 : null;
  return (
    <>
      {usage.promptTokens > 0 && (
        <p>{t('conversation.note.read', { tokens: measures.number(read), duration: measures.duration(timings.readingMs) })}</p>
      )}
      <KeptNote totalTokens={usage.promptTokens} keptTokens={usage.cachedTokens} />
      {count > 0 && (
        <p>{t('conversation.note.written', { count: lengthOf(text, count), duration: measures.duration(timings.writingMs) })}</p>
      )}
      {perSecond !== null && usage.writtenTokens > 1 && <p>{t('conversation.note.rate', { rate: perSecond.toFixed(1) })}</p>}
    </>
  );
}

/** How much of a prompt was in the model's memory and not read again; says nothing when nothing was. */
function KeptNote({ totalTokens, keptTokens }: { readonly totalTokens: number; readonly keptTokens: number }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (keptTokens <= 0 || totalTokens <= 0) return null;
  const exactly = t('conversation.note.cachedExactly', {
    read: measures.number(totalTokens - keptTokens),
    total: measures.number(totalTokens),
    cached: measures.number(keptTokens),
  });
  return (
    <p title={exactly}>
      {t('conversation.note.cached', { percent: Math.floor((keptTokens / totalTokens) * 100) })}
      <span className="sr"> {exactly}</span>
    </p>
  );
}

/** From this answer's own pace: tokens per unit of text so far, tokens per second now. */
function remainingTime({ written, tokensPerSecond, phase }: RunView, count: number, target: number): number | null {
  if (phase !== 'writing' || tokensPerSecond === null || count < 20 || count >= target || written === 0) return null;
  return (((target - count) * (written / count)) / tokensPerSecond) * 1000;
}
