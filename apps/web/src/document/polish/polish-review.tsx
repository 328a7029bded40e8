import { countText, type WritingLanguage } from '@maobi/contract';
import { useMemo } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import type { RunView } from '../../conversation/stream/run-follower.ts';
import { readPercent, useRunView } from '../../conversation/stream/use-run-view.ts';
import { AnswerText } from '../../conversation/turn/answer-text.tsx';
import { Icon } from '../../icons/icon.tsx';
import { errorBodyText } from '../../language/error-text.ts';
import { paragraphsAround } from './find-passage.ts';
import { addedText, polishPieces } from './polish-pieces.ts';
import { Pieces, ReviewBar, type ReviewAct } from './review-parts.tsx';
import { useReview } from './use-review.ts';
import type { PolishSession } from './use-polish.ts';
import { useDocumentLength } from '../use-document-length.ts';

interface PolishReviewProps {
  readonly session: PolishSession;
  readonly language: WritingLanguage;
  /** Makes this the section's text. */
  readonly onApply: (text: string) => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
  /** There was nothing to judge. */
  readonly onSettled: () => void;
}

/** A section while one of its passages is worded anew: the passage as it becomes, then what was changed, to be judged. */
export function PolishReview({ session, language, onApply, onAgain, onClose, onSettled }: PolishReviewProps) {
  const { t } = useTranslation();
  const { markdown, passage } = session.target;
  const { written } = session;
  const view = useRunView(written, (_, last) => session.keepEnd(last));
  const isOver = written.run?.endedAt !== null;
  const text = (isOver ? written : view)?.text.trim() ?? '';
  const pieces = useMemo(() => (isOver ? polishPieces(session, text) : []), [isOver, session, text]);
  const around = paragraphsAround(markdown, passage);
  const withPassage = (wording: string) => markdown.slice(0, passage.start) + wording + markdown.slice(passage.end);
  const leave = isOver && pieces.length === 0 && session.count === 1 ? onSettled : onClose;
  const review = useReview(pieces, {
    onDecided: (wording) => (wording === markdown.slice(passage.start, passage.end) ? onClose() : onApply(withPassage(wording))),
    onClose: leave,
    onStep: session.count > 1 ? (step) => session.show(session.index + step) : null,
  });
  const failureOf = ({ run }: Pick<RunView, 'run'>) => (run?.error ? errorBodyText(t, run.error).both : null);
  const below = addedText(markdown.slice(passage.start, passage.end), text);
  const insertBelow = () => onApply(`${markdown.slice(0, around.end)}\n\n${below}${markdown.slice(around.end)}`);
  const acts: readonly ReviewAct[] = [
    ...(below === '' ? [] : [{ id: 'insertBelow', icon: 'plus', text: t('document.polish.insertBelow'), run: insertBelow } as const]),
    ...(session.mayTryAgain ? [{ id: 'again', icon: 'refresh', text: t('document.tryAgain'), run: onAgain } as const] : []),
  ];
  return (
    <>
      <AnswerText text={markdown.slice(0, around.start)} isLive={false} />
      <p className="polish-region" data-polish>
        {markdown.slice(around.start, passage.start)}
        {pieces.length > 0 ? (
          <Pieces pieces={pieces} review={review} />
        ) : (
          <GrowingPassage old={markdown.slice(passage.start, passage.end)} text={text} />
        )}
        {markdown.slice(passage.end, around.end)}
      </p>
      <AnswerText text={markdown.slice(around.end)} isLive={false} />
      {isOver ? (
        <ReviewBar
          pieces={pieces}
          review={review}
          failure={failureOf(written)}
          isTranslated={session.kind === 'translate'}
          onClose={leave}
          wordings={session.count > 1 && <WordingSwitch session={session} />}
          acts={acts}
        />
      ) : (
        <ProgressBar view={view} text={text} language={language} onStop={onClose} />
      )}
    </>
  );
}

function GrowingPassage({ old, text }: { readonly old: string; readonly text: string }) {
  return (
    <>
      <span className="dim">{old}</span>
      {text !== '' && (
        <>
          {' '}
          <ins>{text}</ins>
          <span className="brush" aria-hidden="true" />
        </>
      )}
    </>
  );
}

interface ProgressBarProps {
  readonly view: RunView | null;
  readonly text: string;
  readonly language: WritingLanguage;
  readonly onStop: () => void;
}

function ProgressBar({ view, text, language, onStop }: ProgressBarProps) {
  const { t } = useTranslation();
  const length = useDocumentLength(language);
  const percent = view?.phase === 'reading' && view.reading ? Math.floor(readPercent(view.reading)) : null;
  const words =
    view?.phase === 'writing'
      ? t('document.polish.writing', { length: length.of(countText(text)) })
      : percent === null
        ? t('document.polish.waiting')
        : t('document.polish.reading', { percent });
  return (
    <div className="review-bar float" role="group" aria-label={t('document.polish.label')}>
      <span className="review-words num" role="status">
        {words}
      </span>
      <button type="button" className="btn" onClick={onStop}>
        <Icon name="stop" small />
        {t('document.polish.stop')}
        <kbd className="keycap no-phone">Esc</kbd>
      </button>
    </div>
  );
}

/** From one wording of the passage to the other; nothing is decided by looking. */
function WordingSwitch({ session: { index, count, show } }: { readonly session: PolishSession }) {
  const { t } = useTranslation();
  const words = t('aide.polish.wording', { number: index + 1, count });
  return (
    <span className="wording-switch num" role="group" aria-label={words}>
      <button
        type="button"
        className="icon-btn"
        disabled={index === 0}
        aria-label={t('aide.polish.before')}
        onClick={() => show(index - 1)}
      >
        <Icon name="back" small />
      </button>
      {words}
      <button
        type="button"
        className="icon-btn forward"
        disabled={index === count - 1}
        aria-label={t('aide.polish.after')}
        onClick={() => show(index + 1)}
      >
        <Icon name="back" small />
      </button>
    </span>
  );
}
