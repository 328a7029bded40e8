import { countText, type WritingLanguage } from '@maobi/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../../conversation/stream/run-follower.ts';
import { readPercent, useRunView } from '../../conversation/stream/use-run-view.ts';
import { AnswerText } from '../../conversation/turn/answer-text.tsx';
import { Icon } from '../../icons/icon.tsx';
import { errorBodyText } from '../../language/error-text.ts';
import type { Piece } from './compare-texts.ts';
import { paragraphsAround } from './find-passage.ts';
import { polishPieces } from './polish-pieces.ts';
import { useReview, type Review } from './use-review.ts';
import type { PolishSession } from './use-polish.ts';
import { useDocumentLength } from '../use-document-length.ts';

interface PolishReviewProps {
  readonly session: PolishSession;
  readonly language: WritingLanguage;
  /** Makes this the section's text. */
  readonly onApply: (text: string) => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** A section while one of its passages is worded anew: the passage as it becomes, then what was changed, to be judged. */
export function PolishReview({ session, language, onApply, onAgain, onClose }: PolishReviewProps) {
  const { markdown, passage } = session.target;
  const [ended, setEnded] = useState<RunView | null>(null);
  const view = useRunView(session.written, (_, last) => setEnded(last));
  const isOver = ended !== null;
  const text = (ended ?? view)?.text.trim() ?? '';
  const pieces = useMemo(() => (isOver ? polishPieces(session, text) : []), [isOver, session, text]);
  const around = paragraphsAround(markdown, passage);
  const withPassage = (wording: string) => markdown.slice(0, passage.start) + wording + markdown.slice(passage.end);
  const review = useReview(pieces, {
    onDecided: (wording) => (wording === markdown.slice(passage.start, passage.end) ? onClose() : onApply(withPassage(wording))),
    onClose,
  });
  const insertBelow = () => onApply(`${markdown.slice(0, around.end)}\n\n${text}${markdown.slice(around.end)}`);
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
        <ReviewBar ended={ended} review={review} hasText={text !== ''} onInsertBelow={insertBelow} onAgain={onAgain} onClose={onClose} />
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

function Pieces({ pieces, review }: { readonly pieces: readonly Piece[]; readonly review: Review }) {
  let change = -1;
  return pieces.map((piece, index) => {
    if (piece.kind === 'same') return <span key={index}>{piece.text}</span>;
    change += 1;
    const place = change;
    const verdict = review.verdicts[place];
    if (verdict !== 'pending') return <span key={index}>{verdict === 'accepted' ? piece.added : piece.removed}</span>;
    return (
      <span
        key={index}
        className="hunk"
        role="presentation"
        data-current={review.current === place || undefined}
        onClick={() => review.show(place)}
      >
        {piece.removed !== '' && <del>{piece.removed}</del>}
        {piece.added !== '' && <ins>{piece.added}</ins>}
      </span>
    );
  });
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

interface ReviewBarProps {
  readonly ended: RunView;
  readonly review: Review;
  readonly hasText: boolean;
  readonly onInsertBelow: () => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function ReviewBar({ ended, review, hasText, onInsertBelow, onAgain, onClose }: ReviewBarProps) {
  const { t } = useTranslation();
  const { count, current } = review;
  const bar = useRef<HTMLDivElement>(null);
  // the keys work from here, and it is read out
  useEffect(() => bar.current?.focus({ preventScroll: true }), []);
  const failure = ended.run?.error ? errorBodyText(t, ended.run.error).both : null;
  const words = failure ?? (count === 0 ? t('document.polish.nothing') : t('document.polish.place', { number: current + 1, count }));
  return (
    <div className="review-bar float" role="toolbar" aria-label={t('document.polish.review')} tabIndex={-1} ref={bar}>
      <span className="review-words num" role="status">
        {words}
      </span>
      {count > 0 && (
        <>
          <KeyButton className="btn ink" keyName="A" text={t('document.polish.accept')} onClick={() => review.decide('accepted')} />
          <KeyButton className="btn" keyName="R" text={t('document.polish.reject')} onClick={() => review.decide('rejected')} />
          {count > 1 && (
            <>
              <KeyButton className="btn plain" keyName="N" text={t('document.polish.next')} onClick={review.next} />
              <button type="button" className="btn plain" onClick={() => review.decideRest('accepted')}>
                {t('document.polish.acceptAll')}
              </button>
            </>
          )}
        </>
      )}
      {hasText && (
        <button type="button" className="btn plain" onClick={onInsertBelow}>
          {t('document.polish.insertBelow')}
        </button>
      )}
      <button type="button" className="btn plain" onClick={onAgain}>
        {t('document.tryAgain')}
      </button>
      <button type="button" className="btn plain" onClick={onClose}>
        {t('document.polish.discard')}
      </button>
    </div>
  );
}

interface KeyButtonProps {
  readonly className: string;
  readonly keyName: string;
  readonly text: string;
  readonly onClick: () => void;
}

function KeyButton({ className, keyName, text, onClick }: KeyButtonProps) {
  return (
    <button type="button" className={className} aria-keyshortcuts={keyName} onClick={onClick}>
      {text}
      <kbd className="keycap no-phone" aria-hidden="true">
        {keyName}
      </kbd>
    </button>
  );
}
