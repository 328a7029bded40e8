import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PaintSchedule } from './paint-schedule.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/**
 * Words that come as a model writes them, each asking for a painting unless one is due; the times at which it was painted.
 * @param costsMs what each painting takes; the last one for all that follow
 */
function paintings(everyMs: number, totalMs: number, costsMs: readonly number[] = [2]): number[] {
  const clock = vi.spyOn(performance, 'now');
  const costs = [...costsMs];
  const afterwards = (done: () => void) => {
    clock.mockReturnValueOnce(performance.now() + (costs.length > 1 ? (costs.shift() ?? 0) : (costs[0] ?? 0)));
    done();
  };
  const schedule = new PaintSchedule({ atNext: (paint) => paint(), afterwards });
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

it('the first word is painted at once, and not more than five times a second after it where drawing is quick', () => {
  const times = paintings(50, 10_000);
  expect(times[0]).toBe(0);
  expect(times.length).toBeLessThanOrEqual(51);
  expect(times.length).toBeGreaterThan(45);
});

it('where drawing takes long, there are fewer paintings, and two a second at least', () => {
  const atEight = paintings(50, 10_000, [8]);
  expect(atEight.length).toBeGreaterThan(20);
  expect(atEight.length).toBeLessThan(28);
  expect(paintings(50, 10_000, [300]).length).toBeGreaterThanOrEqual(20);
});

it('one painting that was held up by something else changes nothing', () => {
  expect(paintings(50, 10_000, [2, 2, 2, 300, 2]).length).toBeGreaterThan(45);
});

it('words that come seldom are each painted when they come', () => {
  expect(paintings(600, 6000, [300])).toEqual(Array.from({ length: 10 }, (_, index) => index * 600));
});
