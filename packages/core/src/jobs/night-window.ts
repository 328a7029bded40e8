import type { NightRun } from '@maobi/contract';

/** What the clock on the wall and the calendar say at one moment. */
export interface Moment {
  /** ISO 8601 in UTC. */
  readonly now: string;
  /** Minutes since midnight by the clock on the wall. */
  readonly minuteOfDay: number;
}

export interface WantedWindow {
  /** `null`: at once. */
  readonly from: string | null;
  readonly until: string;
}

const minutesPerDay = 1440;
const millisecondsPerMinute = 60_000;

/**
 * The window that is open now or comes next: it ends the next time the clock shows `until`, and begins so much earlier as `from` lies before
 * that, over midnight where it has to. A window that is open already begins now.
 */
export function nightWindow({ from, until }: WantedWindow, { now, minuteOfDay }: Moment): Pick<NightRun, 'startsAt' | 'endsAt'> {
  // the minute has begun already: what is left of it belongs to the way
  const thisMinuteMs = Math.floor(Date.parse(now) / millisecondsPerMinute) * millisecondsPerMinute;
  const minutesLeft = minutesBetween(minuteOfDay, minutesOf(until)) || minutesPerDay;
  const length = from === null ? minutesLeft : minutesBetween(minutesOf(from), minutesOf(until)) || minutesPerDay;
  const endMs = thisMinuteMs + minutesLeft * millisecondsPerMinute;
  const startMs = endMs - length * millisecondsPerMinute;
  const startsAt = startMs <= Date.parse(now) ? now : new Date(startMs).toISOString();
  return { startsAt, endsAt: new Date(endMs).toISOString() };
}

export function isOpenAt({ startsAt, endsAt }: Pick<NightRun, 'startsAt' | 'endsAt'>, now: string): boolean {
  return startsAt <= now && now < endsAt;
}

/** e.g. `07:05` of 425. */
export function timeOfDay(minuteOfDay: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Forward on the clock, over midnight where it has to be. */
function minutesBetween(start: number, end: number): number {
  return (end - start + minutesPerDay) % minutesPerDay;
}
