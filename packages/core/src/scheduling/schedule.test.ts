import { describe, expect, it } from 'vitest';
import {
  emptySchedule,
  servingOrder,
  settle,
  withMoved,
  withoutTask,
  withPermitted,
  withTask,
  type Decision,
  type MoveRefusal,
  type Schedule,
} from './schedule.ts';
import type { Task, Urgency } from './task.ts';

interface Step {
  readonly schedule: Schedule;
  readonly decisions: readonly string[];
}

const told = ({ type, id }: Decision): string => `${type} ${id}`;

function task(id: string, urgency: Urgency = 'job', change: Partial<Task> = {}): Task {
  return { id, urgency, owner: 'writer', model: 'm', ...change };
}

/** Goes through the events one after the other, settling after each; all decisions in their order. */
function play(events: readonly ((schedule: Schedule) => Schedule)[], from: Schedule = emptySchedule): Step {
  let schedule = from;
  const decisions: string[] = [];
  for (const event of events) {
    const settled = settle(event(schedule));
    schedule = settled.schedule;
    decisions.push(...settled.decisions.map(told));
  }
  return { schedule, decisions };
}

const comes =
  (...added: Task[]) =>
  (schedule: Schedule): Schedule =>
    added.reduce(withTask, schedule);
const goes =
  (id: string) =>
  (schedule: Schedule): Schedule =>
    withoutTask(schedule, id);
const permit =
  (count: number) =>
  (schedule: Schedule): Schedule =>
    withPermitted(schedule, count);

function moved(result: Schedule | MoveRefusal): Schedule {
  if (typeof result === 'string') throw new Error(result);
  return result;
}
const order = (schedule: Schedule): string[] => servingOrder(schedule).map(({ id }) => id);

describe('the order of service', () => {
  it('G2 is first come, first served within one owner', () => {
    expect(play([comes(task('a'), task('b')), goes('a'), goes('b')]).decisions).toEqual(['start a', 'start b']);
  });

  it('G2 puts what the writer waits for before jobs, and jobs before warm-ups', () => {
    const { schedule, decisions } = play([
      comes(task('first'), task('warm', 'warm-up'), task('job'), task('click', 'interactive')),
      goes('click'),
      goes('first'),
      goes('job'),
    ]);
    expect(decisions).toEqual(['start click', 'start first', 'start job', 'start warm']);
    expect(order(schedule)).toEqual(['warm']);
  });

  it('G2 lets the owners of one urgency take turns, the one served longest ago first', () => {
    const { schedule, decisions } = play([
      comes(task('a1', 'job', { owner: 'a' })),
      comes(task('a2', 'job', { owner: 'a' }), task('a3', 'job', { owner: 'a' }), task('b1', 'job', { owner: 'b' })),
      comes(task('b2', 'job', { owner: 'b' })),
    ]);
    expect(decisions).toEqual(['start a1']);
    expect(order(schedule)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
    expect(play(['a1', 'b1', 'a2', 'b2'].map(goes), schedule).decisions).toEqual(['start b1', 'start a2', 'start b2', 'start a3']);
  });

  it('G2 what one urgency had does not count in another', () => {
    const { schedule } = play([comes(task('click', 'interactive')), comes(task('mine'), task('theirs', 'job', { owner: 'api' }))]);
    expect(order(schedule)).toEqual(['click', 'mine', 'theirs']);
  });
});

describe('more urgent work', () => {
  it('G20 pauses a job, and the job goes on before new jobs', () => {
    const { decisions } = play([
      comes(task('job')),
      comes(task('next job')),
      comes(task('click', 'interactive')),
      goes('click'),
      goes('job'),
    ]);
    expect(decisions).toEqual(['start job', 'pause job', 'start click', 'resume job', 'start next job']);
  });

  it('G20 has the engine to itself: all jobs rest, also where there are places, and go on together', () => {
    const { decisions, schedule } = play([permit(3), comes(task('one')), comes(task('two')), comes(task('click', 'interactive'))]);
    expect(decisions).toEqual(['start one', 'start two', 'pause two', 'pause one', 'start click']);
    expect(play([comes(task('three')), goes('click')], schedule).decisions).toEqual(['resume one', 'resume two', 'start three']);
  });

  it('G20 pauses nobody of its own urgency, and is written beside that', () => {
    expect(play([comes(task('one', 'interactive'), task('two', 'interactive'))]).decisions).toEqual(['start one']);
    expect(play([permit(2), comes(task('one', 'interactive')), comes(task('two', 'interactive'))]).decisions).toEqual([
      'start one',
      'start two',
    ]);
  });

  it('G20 that needs another model waits until those at work have ended, also those that rest', () => {
    const { schedule, decisions } = play([
      comes(task('job')),
      comes(task('click', 'interactive')),
      comes(task('other', 'interactive', { model: 'n' })),
      comes(task('late', 'interactive')),
      goes('click'),
    ]);
    expect(decisions).toEqual(['start job', 'pause job', 'start click', 'resume job']);
    expect(play([goes('job'), goes('other')], schedule).decisions).toEqual(['start other', 'start late']);
  });
});

describe('warm-ups', () => {
  it('G19 are dropped when anything else comes, which starts when they have left', () => {
    const { decisions } = play([comes(task('warm', 'warm-up')), comes(task('job')), goes('warm')]);
    expect(decisions).toEqual(['start warm', 'drop warm', 'start job']);
  });

  it('G19 start only when nobody waits, works or rests, even if there is a place', () => {
    const { decisions } = play([permit(2), comes(task('job')), comes(task('warm', 'warm-up')), goes('job')]);
    expect(decisions).toEqual(['start job', 'start warm']);
  });
});

describe('changes of the model', () => {
  it('run alone: those at work end first, and nobody slips past', () => {
    const change = task('load', 'interactive', { model: null });
    const { schedule, decisions } = play([permit(3), comes(task('job')), comes(change), comes(task('click', 'interactive')), goes('job')]);
    expect(decisions).toEqual(['start job', 'start load']);
    expect(play([goes('load')], schedule).decisions).toEqual(['start click']);
  });

  it('let a run that rests come to its end first', () => {
    const change = task('load', 'interactive', { model: null });
    const { decisions } = play([comes(task('job')), comes(task('click', 'interactive')), comes(change), goes('click'), goes('job')]);
    expect(decisions).toEqual(['start job', 'pause job', 'start click', 'resume job', 'start load']);
  });
});

describe('how many compute at once', () => {
  it('follows what is permitted, up and down', () => {
    const { decisions } = play([comes(task('a'), task('b'), task('c')), permit(2), permit(1), goes('a')]);
    expect(decisions).toEqual(['start a', 'start b', 'pause b', 'resume b']);
  });

  it('is at least one', () => {
    expect(play([permit(0), comes(task('a'))]).decisions).toEqual(['start a']);
  });
});

describe('moving', () => {
  const { schedule } = play([
    comes(task('a'), task('b'), task('c'), task('x', 'job', { owner: 'api' }), task('click', 'interactive'), task('later', 'interactive')),
  ]);

  it('puts a waiting task before another, into its line, or last', () => {
    expect(order(schedule)).toEqual(['click', 'later', 'a', 'x', 'b', 'c']);
    expect(order(moved(withMoved(schedule, 'c', 'a')))).toEqual(['click', 'later', 'c', 'x', 'a', 'b']);
    expect(order(moved(withMoved(schedule, 'c', 'x')))).toEqual(['click', 'later', 'a', 'c', 'b', 'x']);
    expect(order(moved(withMoved(schedule, 'a', null)))).toEqual(['click', 'later', 'b', 'x', 'c', 'a']);
    expect(withMoved(schedule, 'a', 'a')).toBe(schedule);
  });

  it('says why it cannot be', () => {
    expect(withMoved(schedule, 'click', 'later')).toBe('not-waiting');
    expect(withMoved(schedule, 'nobody', null)).toBe('not-waiting');
    expect(withMoved(schedule, 'later', 'click')).toBe('target-not-waiting');
    expect(withMoved(schedule, 'a', 'later')).toBe('other-urgency');
  });
});
