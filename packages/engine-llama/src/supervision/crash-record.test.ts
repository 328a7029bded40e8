import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CrashRecord } from './crash-record.ts';

function record() {
  const clock = { ms: 0 };
  return { clock, crashes: new CrashRecord(() => clock.ms) };
}

describe('the record of crashes', () => {
  it('suspects a model after three crashes in five minutes', () => {
    const { clock, crashes } = record();
    for (const atMs of [0, 100_000, 299_000]) {
      expect(crashes.suspicion('a')).toBeNull();
      clock.ms = atMs;
      crashes.note('a');
    }
    expect(crashes.suspicion('a')).toMatchObject({ code: 'model-suspect' });
    expect(crashes.suspicion('b')).toBeNull();
  });

  it('forgets crashes after five minutes', () => {
    const { clock, crashes } = record();
    for (const atMs of [0, 1000, 300_001]) {
      clock.ms = atMs;
      crashes.note('a');
    }
    expect(crashes.suspicion('a')).toBeNull();
  });

  it('tells once that a suspect model is none any more, whether forgiven or after five minutes', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const onCleared = vi.fn<() => void>();
    const crashes = new CrashRecord(() => performance.now(), onCleared);
    crashes.note('a');
    crashes.forgive('a');
    expect(onCleared).not.toHaveBeenCalled();
    for (let count = 0; count < 3; count += 1) crashes.note('a');
    crashes.forgive('a');
    expect(onCleared).toHaveBeenCalledTimes(1);
    for (let count = 0; count < 3; count += 1) {
      crashes.note('a');
      vi.advanceTimersByTime(60_000);
    }
    vi.advanceTimersByTime(119_999);
    expect(crashes.suspicion('a')).not.toBeNull();
    expect(onCleared).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(crashes.suspicion('a')).toBeNull();
    expect(onCleared).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(600_000);
    expect(onCleared).toHaveBeenCalledTimes(2);
  });

  it('forgets a model that is forgiven', () => {
    const { crashes } = record();
    for (let count = 0; count < 3; count += 1) crashes.note('a');
    crashes.forgive('a');
    expect(crashes.suspicion('a')).toBeNull();
    expect(crashes.backoffMs('a')).toBe(0);
  });

  it('waits 0.25 s after the first crash, twice as long after each further one, 8 s at most', () => {
    const { clock, crashes } = record();
    expect(crashes.backoffMs('a')).toBe(0);
    const pauses = Array.from({ length: 7 }, () => {
      crashes.note('a');
      return crashes.backoffMs('a');
    });
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
    clock.ms = 7900;
    expect(crashes.backoffMs('a')).toBe(100);
    clock.ms = 9000;
    expect(crashes.backoffMs('a')).toBe(0);
  });
});
