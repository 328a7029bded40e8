import { areTextsComing } from '../../conversation/markdown/coming-texts.ts';

const calmMs = 400;
const patienceMs = 5000;
/** Whoever does one of these wants to be where they go. */
const ownMoves = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

let release = (): void => undefined;

/** Something else is wanted now. */
export function letGo(): void {
  release();
}

/**
 * Keeps something where it was brought while the texts above it are drawn, which makes them higher or lower; until all are drawn and nothing has
 * moved for a while, or the writer moves the page.
 * One thing at a time: whatever was held before is let go.
 * @param correct brings it back; whether it had moved
 */
export function holdInSight(correct: () => boolean): void {
  release();
  const startedMs = performance.now();
  let movedMs = startedMs;
  let frame = 0;
  release = () => {
    cancelAnimationFrame(frame);
    for (const move of ownMoves) removeEventListener(move, letGo, { capture: true });
  };
  const look = () => {
    const nowMs = performance.now();
    if (correct() || areTextsComing()) movedMs = nowMs;
    if (nowMs - movedMs > calmMs || nowMs - startedMs > patienceMs) release();
    else frame = requestAnimationFrame(look);
  };
  for (const move of ownMoves) addEventListener(move, letGo, { capture: true, passive: true });
  frame = requestAnimationFrame(look);
}
