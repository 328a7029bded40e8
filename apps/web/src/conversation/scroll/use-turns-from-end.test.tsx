import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useTurnsFromEnd } from './use-turns-from-end.ts';

afterEach(cleanup);

describe('turns of a conversation', () => {
  function open(count: number) {
    const drawn: number[] = [];
    const { rerender } = renderHook(
      (turns: number) => {
        const from = useTurnsFromEnd(turns);
        drawn.push(from);
        return from;
      },
      { initialProps: count },
    );
    return { drawn, rerender };
  }

  it('are drawn from the last ones on as soon as they are known, and the earlier ones a little later', async () => {
    const { drawn, rerender } = open(0);
    rerender(100);
    expect(drawn.filter((from) => from > 0)[0]).toBe(88);
    await waitFor(() => expect(drawn.at(-1)).toBe(0));
    expect(drawn).toContain(28);
  });

  it('stay drawn when others are added', async () => {
    const { drawn, rerender } = open(12);
    for (const count of [13, 14, 15]) rerender(count);
    expect(new Set(drawn)).toEqual(new Set([0]));
  });

  it('are no more than there are where some are taken away', () => {
    const { drawn, rerender } = open(100);
    rerender(14);
    expect(drawn.at(-1)).toBeLessThanOrEqual(2);
  });
});
