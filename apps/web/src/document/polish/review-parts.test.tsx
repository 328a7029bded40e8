import '../../language/language.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ReviewBar } from './review-parts.tsx';
import type { Review } from './use-review.ts';

afterEach(cleanup);

const nothing = () => undefined;
const reviewOf = (count: number): Review => ({
  count,
  current: 0,
  verdicts: Array.from({ length: count }, () => 'pending'),
  show: nothing,
  next: nothing,
  decide: nothing,
  decideRest: nothing,
  takeBack: null,
  giveAgain: null,
});

/** What stands in the first row, where the bar is broken into two. */
function firstRow(count: number, more?: string): string | null {
  const acts = more === undefined ? [] : [{ id: 'more', icon: 'check', text: more, run: nothing } as const];
  render(<ReviewBar pieces={[]} review={reviewOf(count)} onClose={nothing} acts={acts} />);
  const rowBreak = screen.getByRole('toolbar').querySelector('.row-break[data-full]');
  const buttons = screen.getAllByRole('button').filter((button) => rowBreak && button.compareDocumentPosition(rowBreak) & 4);
  const names = rowBreak && buttons.map(({ textContent }) => textContent).join(' ');
  cleanup();
  return names;
}

it('W6 the verdicts on one change stand in a row of their own where all that can be done does not fit beside them', () => {
  expect(firstRow(2, 'Insert below')).toBe('AcceptA RejectR NextN');
  expect(firstRow(1, 'Insert below')).toBeNull();
  expect(firstRow(2)).toBeNull();
});
