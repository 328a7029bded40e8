import { useEffect, useEffectEvent, useState } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isSomethingOpen } from '../../keyboard/open-layers.ts';
import { isTyping } from '../../keyboard/shortcuts.ts';
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
}

interface ReviewEnds {
  /** Called with the wording that the verdicts make, once there is one on every change. */
  readonly onDecided: (wording: string) => void;
  readonly onClose: () => void;
  /** Looks at the wording before (-1) or after (1), where there are several. */
  readonly onStep?: ((step: number) => void) | null;
}

const undecided: readonly Verdict[] = [];

/** Judges changes one after the other, by button or with A, R and N; arrow keys look at another wording, Esc leaves the text as it was. */
export function useReview(pieces: readonly Piece[], { onDecided, onClose, onStep = null }: ReviewEnds): Review {
  const count = pieces.filter(({ kind }) => kind === 'change').length;
  const [decided, setDecided] = useState<readonly Verdict[]>(undecided);
  const [current, setCurrent] = useState(0);
  const verdicts = Array.from({ length: count }, (_, change) => decided[change] ?? 'pending');
  const settle = (next: readonly Verdict[]) => {
    setDecided(next);
    const open = nextPending(next, current);
    if (open === null) onDecided(resolved(pieces, next));
    else setCurrent(open);
  };
  const review: Review = {
    count,
    current,
    verdicts,
    show: setCurrent,
    next: () => setCurrent(nextPending(verdicts, current) ?? current),
    decide: (verdict) => settle(verdicts.map((standing, change) => (change === current ? verdict : standing))),
    decideRest: (verdict) => settle(verdicts.map((standing) => (standing === 'pending' ? verdict : standing))),
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
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
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

/** Whether arrow keys go from one to the next there. */
function hasOwnArrows(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="tablist"], [role="radiogroup"]') !== null;
}
