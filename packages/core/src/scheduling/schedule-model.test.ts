import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySchedule, settle, withMoved, withoutTask, withPermitted, withTask, type Decision, type Schedule } from './schedule.ts';
import { isMoreUrgent, isWarmUp, type Task } from './task.ts';

type State = 'waiting' | 'running' | 'paused' | 'dropped';

/** What has happened to each task, told by the decisions alone. */
interface Model {
  permitted: number;
  readonly states: Map<string, State>;
  readonly tasks: Map<string, Task>;
}

class Real {
  schedule: Schedule = emptySchedule;

  change(next: Schedule): readonly Decision[] {
    const settled = settle(next);
    this.schedule = settled.schedule;
    return settled.decisions;
  }
}

const before: Record<Decision['type'], State> = { start: 'waiting', pause: 'running', resume: 'paused', drop: 'running' };
const after: Record<Decision['type'], State> = { start: 'running', pause: 'paused', resume: 'running', drop: 'dropped' };

function those(model: Model, ...states: State[]): Task[] {
  return [...model.tasks.values()].filter(({ id }) => states.includes(model.states.get(id) ?? 'waiting'));
}

function follow(model: Model, decisions: readonly Decision[]): void {
  for (const { type, id } of decisions) {
    const task = model.tasks.get(id);
    expect([type, model.states.get(id)]).toEqual([type, before[type]]);
    if (type === 'drop') expect(task && isWarmUp(task)).toBe(true);
    if (type === 'pause') expect(task && !isWarmUp(task) && task.model !== null).toBe(true);
    if (type === 'start') {
      const waiting = those(model, 'waiting');
      expect(waiting.filter((other) => task && isMoreUrgent(other, task))).toEqual([]);
      // what rests goes on before anything new that is no more urgent
      expect(those(model, 'paused').filter((resting) => task && !isMoreUrgent(task, resting))).toEqual([]);
    }
    model.states.set(id, after[type]);
  }
}

function expectSound(model: Model, schedule: Schedule): void {
  const running = those(model, 'running');
  const atWork = those(model, 'running', 'paused', 'dropped');
  const waiting = those(model, 'waiting');
  expect(running.length).toBeLessThanOrEqual(model.permitted);
  expect(new Set(atWork.map((task) => task.model)).size).toBeLessThanOrEqual(1);
  if (atWork.some((task) => task.model === null)) expect(atWork).toHaveLength(1);
  if (running.length > 0 && those(model, 'running').some(isWarmUp))
    expect(atWork.length + waiting.filter((task) => !isWarmUp(task)).length).toBe(1);
  // somebody computes, or is about to leave, as long as there is anything to do
  if (waiting.length > 0 || those(model, 'paused').length > 0) expect(those(model, 'running', 'dropped')).not.toEqual([]);
  // nobody less urgent computes while a paused one waits for its place
  for (const paused of those(model, 'paused')) expect(running.filter((task) => isMoreUrgent(paused, task))).toEqual([]);
  expect(
    new Map([
      ...schedule.waiting.map(({ task }): [string, State] => [task.id, 'waiting']),
      ...schedule.atWork.map(({ task, state }): [string, State] => [task.id, state]),
    ]),
  ).toEqual(model.states);
}

class Come implements fc.Command<Model, Real> {
  readonly #task: Task;
  constructor(task: Task) {
    this.#task = task;
  }
  check(model: Readonly<Model>): boolean {
    return !model.tasks.has(this.#task.id);
  }
  run(model: Model, real: Real): void {
    model.tasks.set(this.#task.id, this.#task);
    model.states.set(this.#task.id, 'waiting');
    follow(model, real.change(withTask(real.schedule, this.#task)));
    expectSound(model, real.schedule);
    expectPriority(model);
  }
  toString(): string {
    const { id, urgency, owner, model } = this.#task;
    return `come(${id} ${urgency} ${owner} ${model})`;
  }
}

/** Ends or gives up: in whatever state it is, or when it is not there at all. */
class Go implements fc.Command<Model, Real> {
  readonly #id: string;
  constructor(id: string) {
    this.#id = id;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    model.tasks.delete(this.#id);
    model.states.delete(this.#id);
    follow(model, real.change(withoutTask(real.schedule, this.#id)));
    expectSound(model, real.schedule);
    expectPriority(model);
  }
  toString(): string {
    return `go(${this.#id})`;
  }
}

class Permit implements fc.Command<Model, Real> {
  readonly #count: number;
  constructor(count: number) {
    this.#count = count;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    model.permitted = this.#count;
    follow(model, real.change(withPermitted(real.schedule, this.#count)));
    expectSound(model, real.schedule);
  }
  toString(): string {
    return `permit(${this.#count})`;
  }
}

class Move implements fc.Command<Model, Real> {
  readonly #id: string;
  readonly #before: string | null;
  constructor(id: string, target: string | null) {
    this.#id = id;
    this.#before = target;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    const moved = withMoved(real.schedule, this.#id, this.#before);
    if (typeof moved !== 'string') follow(model, real.change(moved));
    expectSound(model, real.schedule);
  }
  toString(): string {
    return `move(${this.#id} before ${this.#before})`;
  }
}

/** When the first in line could join those at work, nobody less urgent computes, unless a place is just being left. */
function expectPriority(model: Model): void {
  if (those(model, 'dropped').length > 0) return;
  const atWork = those(model, 'running', 'paused', 'dropped');
  for (const waiting of those(model, 'waiting')) {
    if (atWork.some((task) => task.model !== waiting.model) || waiting.model === null) continue;
    const isFirst = !those(model, 'waiting').some((other) => other.id !== waiting.id && !isMoreUrgent(waiting, other));
    if (isFirst) expect(those(model, 'running').filter((task) => isMoreUrgent(waiting, task))).toEqual([]);
  }
}

const id = fc.integer({ min: 1, max: 12 }).map((n) => `t${n}`);
const anyTask: fc.Arbitrary<Task> = fc.record({
  id,
  urgency: fc.constantFrom('interactive', 'job', 'job', 'warm-up'),
  owner: fc.constantFrom('writer', 'api', 'batch'),
  model: fc.constantFrom('m', 'm', 'm', 'n', null),
});
const anyCommand = [
  anyTask.map((task) => new Come(task)),
  anyTask.map((task) => new Come(task)),
  id.map((name) => new Go(name)),
  fc.integer({ min: 1, max: 4 }).map((count) => new Permit(count)),
  fc.tuple(id, fc.option(id)).map(([name, target]) => new Move(name, target)),
];

/** Ends whoever computes, again and again: everybody's turn comes, in as many steps as there are tasks. */
function expectDrained(model: Model, real: Real): void {
  for (let left = model.tasks.size; left > 0; left -= 1) {
    const leaving = those(model, 'running', 'dropped').at(0);
    expect(leaving).toBeDefined();
    if (leaving) new Go(leaving.id).run(model, real);
  }
  expect(real.schedule).toMatchObject({ waiting: [], atWork: [] });
}

describe('the schedule, whatever happens', () => {
  it('keeps to the permitted number, one model and the order of urgency, and everybody’s turn comes', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.commands(anyCommand, { maxCommands: 60 }), (commands) => {
        const model: Model = { permitted: 1, states: new Map(), tasks: new Map() };
        const real = new Real();
        fc.modelRun(() => ({ model, real }), commands);
        expectDrained(model, real);
      }),
      { numRuns: 400 },
    );
  });

  it('serves nobody twice while another owner of the same urgency waits', { timeout: 60_000 }, () => {
    const arrival = fc.record({
      owner: fc.constantFrom('a', 'b', 'c'),
      urgency: fc.constantFrom('interactive', 'job'),
      ends: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1, maxLength: 40 }), (arrivals) => {
        const real = new Real();
        const tasks = new Map<string, Task>();
        const passedOver = new Map<string, string[]>();
        const hear = (decisions: readonly Decision[]) => {
          for (const started of decisions.filter(({ type }) => type === 'start').map((decision) => tasks.get(decision.id))) {
            if (!started) continue;
            for (const { task } of real.schedule.waiting) {
              if (task.urgency === started.urgency && task.owner !== started.owner)
                passedOver.set(task.id, [...(passedOver.get(task.id) ?? []), started.owner]);
            }
          }
        };
        const endOne = () => {
          const leaving = real.schedule.atWork.find(({ state }) => state === 'running');
          if (leaving) hear(real.change(withoutTask(real.schedule, leaving.task.id)));
        };
        for (const [index, { owner, urgency, ends }] of arrivals.entries()) {
          const task: Task = { id: String(index), urgency: urgency === 'job' ? 'job' : 'interactive', owner, model: 'm' };
          tasks.set(task.id, task);
          hear(real.change(withTask(real.schedule, task)));
          if (ends) endOne();
        }
        for (let left = arrivals.length; left > 0; left -= 1) endOne();
        expect(real.schedule.waiting).toEqual([]);
        for (const [waiting, owners] of passedOver) {
          const ownWork = [...tasks.values()].filter(
            (task) => task.owner === tasks.get(waiting)?.owner && task.urgency === tasks.get(waiting)?.urgency,
          );
          // the others pass once for each of its owner's tasks that stand before it, and once for itself
          const mayPass = ownWork.findIndex((task) => task.id === waiting) + 1;
          for (const owner of new Set(owners)) expect(owners.filter((other) => other === owner).length).toBeLessThanOrEqual(mayPass);
        }
      }),
    );
  });
});
