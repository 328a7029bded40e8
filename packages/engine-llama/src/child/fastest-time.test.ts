import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fastestMs } from './fastest-time.ts';

const never = new AbortController().signal;

describe('the time that work takes (K1)', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** What is measured of work that takes so long each time, in turn, and how often it was done and room was made. */
  async function measured(times: readonly number[], perRound: number) {
    let done = 0;
    let rewound = 0;
    const work = async () => void vi.advanceTimersByTime(times[done++ % times.length] ?? 0);
    const betweenRounds = async () => {
      rewound += 1;
      vi.advanceTimersByTime(1000);
    };
    return { ms: await fastestMs(work, { perRound, betweenRounds }, never), done, rewound };
  }

  it('is that of the one time in many at which no other program took part of it', async () => {
    const { ms, done } = await measured([9, 31, 4, 12, 3, 50, 8], 3);
    expect(ms).toBe(3);
    expect(done).toBeGreaterThan(7);
  });

  it('is known after one round where it is long', async () => {
    expect(await measured([139, 400, 141], 3)).toEqual({ ms: 139, done: 3, rewound: 0 });
  });

  it('is measured over a quarter of a second at least, with room made between the rounds', async () => {
    expect(await measured([10], 5)).toEqual({ ms: 10, done: 25, rewound: 4 });
  });

  it('is measured sixty times at most', async () => {
    expect(await measured([0.5], 3)).toMatchObject({ ms: 0.5, done: 60 });
  });

  it('is not measured to the end when somebody wants the engine', async () => {
    const stop = new AbortController();
    const work = async () => {
      vi.advanceTimersByTime(1);
      stop.abort(new Error('wanted'));
    };
    await expect(fastestMs(work, { perRound: 3, betweenRounds: async () => {} }, stop.signal)).rejects.toThrow('wanted');
  });
});
