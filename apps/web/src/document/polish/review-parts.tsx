import { lostFacts, lostReferences } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { lazy, useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import type { MenuAct } from '../../menu/act-menu.tsx';
import { MenuButton } from '../../menu/menu-button.tsx';
import { usePhone } from '../../shell/use-phone.ts';
import { resolved, type Piece } from './compare-texts.ts';
import type { Review } from './use-review.ts';
import { orElseNever } from '../../shell/until-there.ts';

const ActMenu = lazy(orElseNever(() => import('../../menu/act-menu.tsx').then((m) => ({ default: m.ActMenu }))));

interface PiecesProps {
  readonly pieces: readonly Piece[];
  readonly review: Review;
  /** Changes of the review that stand before these pieces. */
  readonly first?: number;
}

/** A text with its changes: what goes, what comes, and what was decided already. */
export function Pieces({ pieces, review, first = 0 }: PiecesProps) {
  let change = first - 1;
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

/** What can be done beside giving a verdict. */
export interface ReviewAct extends MenuAct {
  /** Default: it can be done now. */
  readonly isPossible?: boolean;
  readonly keys?: string;
}

interface ReviewBarProps {
  readonly pieces: readonly Piece[];
  readonly review: Review;
  /** Why there is nothing, or not everything, to be judged. */
  readonly failure?: string | null;
  /** In another language hardly a name is the same. Default: no. */
  readonly isTranslated?: boolean;
  readonly onClose: () => void;
  /** Leads from one wording to the other. */
  readonly wordings?: ReactNode;
  /** What else can be done. */
  readonly acts?: readonly ReviewAct[];
}

/** The verdict on the change in question, on all that are left, or on none. On a phone, what is rarer lies in a menu, and the verdicts under the thumb. */
export function ReviewBar({ pieces, review, failure = null, isTranslated = false, onClose, wordings, acts = [] }: ReviewBarProps) {
  const { t } = useTranslation();
  const { count, current } = review;
  const isFolded = usePhone() && count > 0;
  const bar = useRef<HTMLDivElement>(null);
  // the keys work from here, and it is read out
  useEffect(() => bar.current?.focus({ preventScroll: true }), []);
  const words = failure ?? (count === 0 ? t('document.polish.nothing') : t('document.polish.place', { number: current + 1, count }));
  const status = useId();
  const naming = { 'aria-label': t('document.polish.review'), 'aria-describedby': status };
  const all = [...(count > 1 ? actsOnRest(t, review) : []), ...acts];
  const verdicts = count > 0 && <Verdicts review={review} areAlone={!isFolded && acts.length > 0} />;
  return (
    <div className="review-bar float" role="toolbar" {...naming} tabIndex={-1} ref={bar} data-folded={isFolded || undefined}>
      <span className="review-words num" role="status" id={status}>
        {words}
        <SpokenChange pieces={pieces} current={current} />
      </span>
      {!isFolded && verdicts}
      {wordings}
      {isFolded ? <FoldedActs acts={all} /> : all.map((act) => <ActButton key={act.id} act={act} />)}
      <button type="button" className="btn plain" onClick={onClose}>
        {t('document.polish.discard')}
      </button>
      {isFolded && verdicts}
      <LostFacts pieces={pieces} review={review} find={isTranslated ? lostReferences : lostFacts} />
    </div>
  );
}

interface VerdictsProps {
  readonly review: Review;
  /** Of several changes: beside all that else can be done there is no room for them. */
  readonly areAlone: boolean;
}

function Verdicts({ review, areAlone }: VerdictsProps) {
  const { t } = useTranslation();
  const { count, decide, next } = review;
  return (
    <>
      <span className="verdicts">
        <KeyButton className="btn ink" keyName="A" text={t('document.polish.accept')} onClick={() => decide('accepted')} />
        <KeyButton className="btn" keyName="R" text={t('document.polish.reject')} onClick={() => decide('rejected')} />
        {count > 1 && <KeyButton className="btn plain" keyName="N" text={t('document.polish.next')} onClick={next} />}
      </span>
      <i className="row-break" data-several={count > 1 || undefined} data-full={(areAlone && count > 1) || undefined} />
    </>
  );
}

/** What can be done with all changes that are left, or with the last verdict. */
function actsOnRest(t: TFunction, { decideRest, takeBack }: Review): ReviewAct[] {
  return [
    { id: 'acceptAll', icon: 'check', text: t('document.polish.acceptAll'), run: () => decideRest('accepted') },
    { id: 'rejectAll', icon: 'close', text: t('document.polish.rejectAll'), run: () => decideRest('rejected') },
    {
      id: 'takeBack',
      icon: 'restore',
      text: t('wording.takeBack'),
      run: () => takeBack?.(),
      isPossible: takeBack !== null,
      keys: 'Control+Z Meta+Z',
    },
  ];
}

function ActButton({ act: { text, run, keys, isPossible = true } }: { readonly act: ReviewAct }) {
  return (
    <button type="button" className="btn plain" aria-disabled={!isPossible || undefined} aria-keyshortcuts={keys} onClick={run}>
      {text}
    </button>
  );
}

function FoldedActs({ acts }: { readonly acts: readonly ReviewAct[] }) {
  const { t } = useTranslation();
  const possible = acts.filter(({ isPossible = true }) => isPossible);
  if (possible.length === 0) return null;
  return (
    <MenuButton
      trigger={
        <button type="button" className="icon-btn" aria-label={t('document.polish.more')}>
          <Icon name="more" />
        </button>
      }
      renderMenu={(trigger) => <ActMenu trigger={trigger} acts={possible} />}
    />
  );
}

const longestSpoken = 200;

/** What the change in question removes and adds, for those who hear it. */
function SpokenChange({ pieces, current }: { readonly pieces: readonly Piece[]; readonly current: number }) {
  const { t } = useTranslation();
  const change = pieces.filter((piece) => piece.kind === 'change')[current];
  if (!change) return null;
  const words = (['removed', 'added'] as const).flatMap((part) => {
    const text = change[part].trim();
    const spoken = text.length > longestSpoken ? `${text.slice(0, longestSpoken)}…` : text;
    return text === '' ? [] : [t(`wording.${part}`, { text: spoken })];
  });
  return <span className="sr">{t('wording.spoken', { words: words.join(t('wording.and')) })}</span>;
}

interface LostFactsProps extends Pick<ReviewBarProps, 'pieces' | 'review'> {
  readonly find: (before: string, after: string) => string[];
}

/** Numbers, names, quotations, footnotes and addresses that would be gone. */
function LostFacts({ pieces, review, find }: LostFactsProps) {
  const { t, language } = useTranslation();
  const lost = useMemo(() => {
    const hoped = review.verdicts.map((verdict) => (verdict === 'pending' ? 'accepted' : verdict));
    return find(resolved(pieces, []), resolved(pieces, hoped));
  }, [pieces, review.verdicts, find]);
  if (lost.length === 0) return null;
  return (
    <p className="review-lost" role="status">
      <Icon name="warning" small />
      {t('document.polish.lost', { facts: lost.join(language === 'zh' ? '、' : ', ') })}
    </p>
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
    <button type="button" className={`${className} verdict`} aria-keyshortcuts={keyName} onClick={onClick}>
      {text}
      <kbd className="keycap no-phone" aria-hidden="true">
        {keyName}
      </kbd>
    </button>
  );
}
