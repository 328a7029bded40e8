import type { TFunction } from 'i18next';
import { useEffect, useEffectEvent, useState } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isSomethingOpen } from '../../keyboard/open-layers.ts';
import { isTyping } from '../../keyboard/shortcuts.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { showToast } from '../../toasts/toasts.ts';
import { historyDirection } from '../history/history-direction.ts';
import { resolved, type Piece, type Verdict } from './compare-texts.ts';

/** The changes of a passage on their way to a verdict each. */
export interface Review {
  readonly count: number;
  /** The change in question, from 0. */
  readonly current: number;
  readonly verdicts: readonly Verdict[];
  readonly show: (change: number) => void;
  readonly next: () => void;
  readonly decide: (verdict: 'accepted' | 'rejected') => void;
  readonly decideRest: (verdict: 'accepted' | 'rejected') => void;
  /** Takes the last verdict back, to judge that change anew; `null`: there is none. */
  readonly takeBack: (() => void) | null;
  /** Gives the verdict again that was taken back last; `null`: none was. */
  readonly giveAgain: (() => void) | null;
}

interface ReviewEnds {
  /** Called with the wording that the verdicts make, once there is one on every change. */
  readonly onDecided: (wording: string) => void;
  readonly onClose: () => void;
  /** Looks at the wording before (-1) or after (1), where there are several. */
  readonly onStep?: ((step: number) => void) | null;
}

/** A verdict as it was given: on one change, or on all that were left. */
interface Given {
  readonly change: number;
  readonly verdicts: readonly Verdict[];
}

interface Log {
  readonly given: readonly Given[];
  /** Taken back, the last one first. */
  readonly taken: readonly Given[];
}

const nothingGiven: Log = { given: [], taken: [] };

/**
 * Judges changes one after the other, by button or with A, R and N; Ctrl or ⌘ with Z takes the last verdict back. Arrow keys look at another wording,
 * Esc leaves the text as it was.
 */
export function useReview(pieces: readonly Piece[], { onDecided, onClose, onStep = null }: ReviewEnds): Review {
  const count = pieces.filter(({ kind }) => kind === 'change').length;
  const [{ given, taken }, setLog] = useState(nothingGiven);
  const [current, setCurrent] = useState(0);
  const decided = given.at(-1)?.verdicts ?? [];
  const verdicts = Array.from({ length: count }, (_, change) => decided[change] ?? 'pending');
  const settle = (next: Given, left: readonly Given[] = []) => {
    setLog({ given: [...given, next], taken: left });
    const open = nextPending(next.verdicts, next.change);
    if (open === null) onDecided(resolved(pieces, next.verdicts));
    else setCurrent(open);
  };
  const [last, undone] = [given.at(-1), taken[0]];
  const takeBack = (one: Given) => {
    setLog({ given: given.slice(0, -1), taken: [one, ...taken] });
    setCurrent(one.change);
  };
  const review: Review = {
    count,
    current,
    verdicts,
    show: setCurrent,
    next: () => setCurrent(nextPending(verdicts, current) ?? current),
    decide: (verdict) =>
      settle({ change: current, verdicts: verdicts.map((standing, change) => (change === current ? verdict : standing)) }),
    decideRest: (verdict) =>
      settle({ change: current, verdicts: verdicts.map((standing) => (standing === 'pending' ? verdict : standing)) }),
    takeBack: last ? () => takeBack(last) : null,
    giveAgain: undone ? () => settle(undone, taken.slice(1)) : null,
  };
  useReviewKeys(review, { onClose, onStep });
  return review;
}

function nextPending(verdicts: readonly Verdict[], from: number): number | null {
  for (let step = 1; step <= verdicts.length; step += 1) {
    const change = (from + step) % verdicts.length;
    if (verdicts[change] === 'pending') return change;
  }
  return null;
}

function useReviewKeys(review: Review, { onClose, onStep }: Required<Pick<ReviewEnds, 'onClose' | 'onStep'>>): void {
  const { t } = useTranslation();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isForSteps(event, review)) return stepByKey(event, review, t);
    if (!isForReview(event)) return;
    const key = event.key.toLowerCase();
    if (key === 'escape') onClose();
    else if (onStep && (key === 'arrowleft' || key === 'arrowright') && !hasOwnArrows(event.target)) onStep(key === 'arrowleft' ? -1 : 1);
    else if (review.count === 0) return;
    else if (key === 'a') review.decide('accepted');
    else if (key === 'r') review.decide('rejected');
    else if (key === 'n') review.next();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  useEffect(() => {
    // before the key that stops the whole job
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    addEventListener('keydown', listener, { capture: true });
    return () => removeEventListener('keydown', listener, { capture: true });
  }, []);
}

/** A key that is held must not judge one change after the other. */
function isForReview(event: KeyboardEvent): boolean {
  if (isComposing(event) || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !isTyping(event.target) && !isSomethingOpen();
}

/** Whether the key goes back or forth in the verdicts; elsewhere on the page it does so in what was done to the whole document. */
function isForSteps(event: KeyboardEvent, { count }: Review): boolean {
  if (count === 0 || historyDirection(event) === null || isComposing(event)) return false;
  const place = event.target instanceof Element ? event.target.closest('.document-outline, .document-aide, .text-section') : null;
  return !isTyping(event.target) && !isSomethingOpen() && (place === null || place.querySelector('.review-bar') !== null);
}

function stepByKey(event: KeyboardEvent, { takeBack, giveAgain }: Review, t: TFunction): void {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.repeat) return;
  const isBack = historyDirection(event) === 'undo';
  const step = isBack ? takeBack : giveAgain;
  if (step) step();
  else showToast({ name: 'history', text: t(isBack ? 'wording.nothingGiven' : 'history.nothing.redo') });
}

/** Whether arrow keys go from one to the next there. */
function hasOwnArrows(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="tablist"], [role="radiogroup"]') !== null;
}
