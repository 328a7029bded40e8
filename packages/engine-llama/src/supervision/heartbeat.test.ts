import { describe, expect, it } from 'vitest';
import { Heartbeat } from './heartbeat.ts';

function watched() {
  const clock = { ms: 0 };
  const heartbeat = new Heartbeat(() => clock.ms, 10_000);
  const checkAt = (ms: number) => {
    clock.ms = ms;
    return heartbeat.check();
  };
  return { clock, heartbeat, checkAt };
}

describe('the heartbeat', () => {
  it('is missed after ten seconds of silence', () => {
    const { checkAt } = watched();
    const missed = Array.from({ length: 12 }, (_, index) => checkAt((index + 1) * 1000));
    expect(missed.indexOf(true)).toBe(10);
  });

  it('starts anew with each beat', () => {
    const { checkAt, heartbeat } = watched();
    for (let second = 1; second <= 30; second += 1) {
      expect(checkAt(second * 1000)).toBe(false);
      if (second % 9 === 0) heartbeat.beat();
    }
  });

  it('is not missed when the machine slept for hours', () => {
    const { checkAt } = watched();
    checkAt(1000);
    expect(checkAt(8 * 3_600_000)).toBe(false);
    expect(checkAt(8 * 3_600_000 + 1000)).toBe(false);
  });
});
