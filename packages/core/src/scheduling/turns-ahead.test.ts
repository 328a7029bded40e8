import { describe, expect, it } from 'vitest';
import { emptySchedule, settle, withPermitted, withTask, type Schedule } from './schedule.ts';
import type { Task, Urgency } from './task.ts';
import { turnsAhead } from './turns-ahead.ts';

const task = (id: string, urgency: Urgency, change: Partial<Task> = {}): Task => ({ id, urgency, owner: 'writer', model: 'm', ...change });

/** One comes after the other, with as many permitted at once. */
function schedule(permitted: number, ...tasks: Task[]): Schedule {
  return tasks.reduce((standing, next) => settle(withTask(standing, next)).schedule, withPermitted(emptySchedule, permitted));
}

/** Seconds, as they are given. */
function turns(of: Schedule, workSeconds: Record<string, number | null>): Record<string, number> {
  const workMs = new Map(Object.entries(workSeconds).map(([id, seconds]) => [id, seconds === null ? null : seconds * 1000]));
  return Object.fromEntries(Array.from(turnsAhead(of, workMs), ([id, ms]) => [id, ms / 1000]));
}

describe('when the turn of each comes', () => {
  it('G2 a job waits for the writer’s click, however many are permitted', () => {
    const jobsBehind = schedule(4, task('click', 'interactive'), task('job', 'job'));
    expect(turns(jobsBehind, { click: 60, job: 30 })).toEqual({ click: 0, job: 60 });
  });

  it('G2 jobs are written side by side, and the next begins when the first of them ends', () => {
    const jobs = schedule(2, task('a', 'job'), task('b', 'job'), task('c', 'job'), task('d', 'job'));
    expect(turns(jobs, { a: 50, b: 20, c: 10, d: 10 })).toEqual({ a: 0, b: 0, c: 20, d: 30 });
  });

  it('G20 a job that rests goes on behind the click, and takes its place before those that wait', () => {
    const oneAtATime = schedule(1, task('rests', 'job'), task('click', 'interactive'), task('waits', 'job'));
    expect(turns(oneAtATime, { rests: 300, click: 60, waits: 10 })).toEqual({ click: 0, rests: 60, waits: 360 });
    const sideBySide = schedule(4, task('rests', 'job'), task('click', 'interactive'), task('waits', 'job'));
    expect(turns(sideBySide, { rests: 300, click: 60, waits: 10 })).toEqual({ click: 0, rests: 60, waits: 60 });
  });

  it('G20 runs of another model wait until all of this one have ended', () => {
    const models = schedule(4, task('a', 'job'), task('b', 'job'), task('other', 'job', { model: 'other' }), task('c', 'job'));
    expect(turns(models, { a: 40, b: 20, other: 30, c: 5 })).toEqual({ a: 0, b: 0, other: 40, c: 70 });
  });

  it('owners take turns', () => {
    const owners = schedule(
      1,
      task('a', 'job', { owner: 'anna' }),
      task('b', 'job', { owner: 'anna' }),
      task('c', 'job', { owner: 'bert' }),
    );
    expect(turns(owners, { a: 10, b: 10, c: 10 })).toEqual({ a: 0, c: 10, b: 20 });
  });

  it('is told as far as the work before is known', () => {
    const jobs = schedule(2, task('a', 'job'), task('b', 'job'), task('c', 'job'), task('d', 'job'));
    expect(turns(jobs, { a: null, b: 20, c: null, d: 10 })).toEqual({ a: 0, b: 0, c: 20 });
    expect(turns(schedule(1, task('a', 'job'), task('b', 'job')), { a: null, b: 10 })).toEqual({ a: 0 });
  });

  it('no warm-up takes anybody’s time', () => {
    const warm = schedule(1, task('warm', 'warm-up'), task('click', 'interactive'), task('second', 'interactive'));
    expect(turns(warm, { click: 60, second: 5 })).toMatchObject({ click: 0, second: 60 });
  });
});
