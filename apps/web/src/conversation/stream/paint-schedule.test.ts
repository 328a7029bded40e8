import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PaintSchedule } from './paint-schedule.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Words that come as a model writes them, each asking for a painting unless one is due; the times at which it was painted. */
function paintings(everyMs: number, totalMs: number): number[] {
  const schedule = new PaintSchedule(250, (paint) => paint());
  const beganMs = performance.now();
  const times: number[] = [];
  let isDue = false;
  for (let ms = 0; ms < totalMs; ms += everyMs) {
    if (!isDue) {
      isDue = true;
      schedule.schedule(() => {
        isDue = false;
        times.push(performance.now() - beganMs);
      });
    }
    vi.advanceTimersByTime(everyMs);
  }
  return times;
}

it('the first word is painted at once, and not more than four times a second after it', () => {
  const times = paintings(50, 10_000);
  expect(times[0]).toBe(0);
  expect(times.length).toBeLessThanOrEqual(41);
  expect(times.length).toBeGreaterThan(35);
});

it('words that come seldom are each painted when they come', () => {
  expect(paintings(400, 4000)).toEqual(Array.from({ length: 10 }, (_, index) => index * 400));
});
