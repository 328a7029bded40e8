import { describe, expect, it } from 'vitest';
import { isOpenAt, nightWindow, timeOfDay } from './night-window.ts';

/** The clock on the wall is two hours ahead of UTC here. */
const at = (wall: string, now = `2026-03-01T${wall}:30.000Z`) => {
  const [hours = 0, minutes = 0] = wall.split(':').map(Number);
  return { now: new Date(Date.parse(now) - 7_200_000).toISOString(), minuteOfDay: hours * 60 + minutes };
};

describe('the window of a night run', () => {
  it.each([
    [
      'goes over midnight',
      '20:15',
      { from: '23:00', until: '07:00' },
      { startsAt: '2026-03-01T21:00:00.000Z', endsAt: '2026-03-02T05:00:00.000Z' },
    ],
    [
      'stays within a day',
      '08:00',
      { from: '09:30', until: '17:00' },
      { startsAt: '2026-03-01T07:30:00.000Z', endsAt: '2026-03-01T15:00:00.000Z' },
    ],
    [
      'is that of tomorrow where it is over today',
      '08:00',
      { from: '01:00', until: '07:00' },
      { startsAt: '2026-03-01T23:00:00.000Z', endsAt: '2026-03-02T05:00:00.000Z' },
    ],
    [
      'has begun before midnight',
      '23:30',
      { from: '23:00', until: '07:00' },
      { startsAt: '2026-03-01T21:30:30.000Z', endsAt: '2026-03-02T05:00:00.000Z' },
    ],
    [
      'has begun the evening before',
      '06:50',
      { from: '23:00', until: '07:00' },
      { startsAt: '2026-03-01T04:50:30.000Z', endsAt: '2026-03-01T05:00:00.000Z' },
    ],
    [
      'begins at once',
      '20:15',
      { from: null, until: '07:00' },
      { startsAt: '2026-03-01T18:15:30.000Z', endsAt: '2026-03-02T05:00:00.000Z' },
    ],
    [
      'lasts a day where it ends as it begins',
      '07:00',
      { from: '07:00', until: '07:00' },
      { startsAt: '2026-03-01T05:00:30.000Z', endsAt: '2026-03-02T05:00:00.000Z' },
    ],
    [
      'begins in this very minute',
      '23:00',
      { from: '23:00', until: '07:00' },
      { startsAt: '2026-03-01T21:00:30.000Z', endsAt: '2026-03-02T05:00:00.000Z' },
    ],
  ])('N1 %s', (_, wall, wanted, window) => {
    expect(nightWindow(wanted, at(wall))).toEqual(window);
  });

  it('N1 is open from its beginning and no longer at its end', () => {
    const window = { startsAt: '2026-03-01T21:00:00.000Z', endsAt: '2026-03-02T05:00:00.000Z' };
    const open = ['2026-03-01T20:59:59.999Z', window.startsAt, '2026-03-02T04:59:59.999Z', window.endsAt].map((now) =>
      isOpenAt(window, now),
    );
    expect(open).toEqual([false, true, true, false]);
  });

  it('tells the time as clocks do', () => {
    expect([0, 425, 1439].map(timeOfDay)).toEqual(['00:00', '07:05', '23:59']);
  });
});
