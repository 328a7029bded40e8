import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scheduler, type Turn } from './scheduler.ts';
import type { Task, Urgency } from './task.ts';

const never = new AbortController().signal;

function task(id: string, urgency: Urgency = 'job', change: Partial<Task> = {}): Task {
  return { id, urgency, owner: 'writer', model: 'm', ...change };
}

async function taken(scheduler: Scheduler, entering: Task, signal = never): Promise<Turn> {
  const turn = await scheduler.enter(entering, signal);
  if (!turn) throw new Error(`${entering.id} gave up`);
  return turn;
}

const order = (scheduler: Scheduler): string[] => scheduler.places.map((place) => `${place.task.id} ${place.state}`);

describe('the scheduler', () => {
  it('gives the turn on when it is released, and ignores a second release', async () => {
    const scheduler = new Scheduler(10, () => undefined);
    const first = await taken(scheduler, task('a'));
    const second = taken(scheduler, task('b'));
    void scheduler.enter(task('c'), never);
    first.release();
    first.release();
    await second;
    expect(order(scheduler)).toEqual(['b running', 'c waiting']);
  });

  it('lets a waiting one leave, and an aborted one never enter', async () => {
    const scheduler = new Scheduler(10, () => undefined);
    const turn = await taken(scheduler, task('a'));
    const stop = new AbortController();
    const waiting = scheduler.enter(task('b'), stop.signal);
    stop.abort();
    expect(await waiting).toBeNull();
    expect(await scheduler.enter(task('c'), AbortSignal.abort())).toBeNull();
    expect(order(scheduler)).toEqual(['a running']);
    turn.release();
    expect(scheduler.places).toEqual([]);
  });

  it('G12 refuses more waiting runs of an urgency than the limit, and never the writer for the sake of jobs', async () => {
    const scheduler = new Scheduler(1, () => undefined);
    await taken(scheduler, task('a'));
    void scheduler.enter(task('b'), never);
    await expect(scheduler.enter(task('c'), never)).rejects.toMatchObject({ code: 'queue-full' });
    await taken(scheduler, task('click', 'interactive'));
    void scheduler.enter(task('second click', 'interactive'), never);
    await expect(scheduler.enter(task('third click', 'interactive'), never)).rejects.toMatchObject({ code: 'queue-full' });
    void scheduler.enter(task('load', 'interactive', { model: null }), never);
    expect(order(scheduler)).toEqual(['click running', 'second click waiting', 'load waiting', 'a paused', 'b waiting']);
  });

  it('G20 tells the pause of a job when it begins and ends', async () => {
    const scheduler = new Scheduler(10, () => undefined);
    const { pause } = await taken(scheduler, task('job'));
    const told: boolean[] = [];
    const unwatch = pause.watch(() => told.push(pause.isPaused));
    const click = await taken(scheduler, task('click', 'interactive'));
    expect(pause.isPaused).toBe(true);
    click.release();
    expect(told).toEqual([true, false]);
    unwatch();
    await taken(scheduler, task('next click', 'interactive'));
    expect(told).toEqual([true, false]);
  });

  it('G19 tells a warm-up to end, and starts what came when it has left', async () => {
    const scheduler = new Scheduler(10, () => undefined);
    const warm = await taken(scheduler, task('warm', 'warm-up'));
    const click = taken(scheduler, task('click', 'interactive'));
    expect(warm.dropped.aborted).toBe(true);
    expect(scheduler.hasRuns).toBe(true);
    expect(order(scheduler)).toEqual(['warm dropped', 'click waiting']);
    warm.release();
    await click;
    expect(order(scheduler)).toEqual(['click running']);
  });

  it('knows who has the engine alone', async () => {
    const scheduler = new Scheduler(10, () => undefined);
    await taken(scheduler, task('job'));
    expect(scheduler.isAlone('job')).toBe(true);
    await taken(scheduler, task('click', 'interactive'));
    expect([scheduler.isAlone('job'), scheduler.isAlone('click')]).toEqual([false, false]);
  });

  it('moves what waits, and says in words why something cannot be moved', async () => {
    const changes: string[][] = [];
    const scheduler: Scheduler = new Scheduler(10, () => changes.push(order(scheduler)));
    await taken(scheduler, task('a'));
    for (const id of ['b', 'c']) void scheduler.enter(task(id), never);
    scheduler.move('c', 'b');
    expect(changes.at(-1)).toEqual(['a running', 'c waiting', 'b waiting']);
    expect(() => scheduler.move('a', 'b')).toThrow(
      expect.objectContaining({ code: 'conflict', message: expect.stringContaining('at work') }),
    );
    expect(() => scheduler.move('b', 'a')).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('never computes with more than are permitted and loses nobody, whatever the order of events', { timeout: 60_000 }, async () => {
    const arrival = fc.record({
      urgency: fc.constantFrom<Urgency>('interactive', 'job', 'warm-up'),
      owner: fc.constantFrom('writer', 'api'),
      model: fc.constantFrom('m', 'm', 'n', null),
      stopsAfter: fc.option(fc.nat(6)),
      works: fc.nat(6),
      permits: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { minLength: 1, maxLength: 30 }), async (arrivals) => {
        let permitted = 1;
        const computing = () => scheduler.places.filter(({ state }) => state === 'running').length;
        const scheduler: Scheduler = new Scheduler(100, () => expect(computing()).toBeLessThanOrEqual(permitted));
        const ends: string[] = [];
        const act = async ({ stopsAfter, works, permits, ...wanted }: (typeof arrivals)[number], index: number) => {
          const stop = new AbortController();
          const entering = scheduler.enter({ id: String(index), ...wanted }, stop.signal);
          if (stopsAfter !== null) void ticks(stopsAfter).then(() => stop.abort());
          if (permits !== null) scheduler.permit((permitted = permits));
          const turn = await entering;
          if (!turn) return void ends.push('gave up');
          for (let tick = 0; tick < works && !stop.signal.aborted && !turn.dropped.aborted; tick += 1) {
            while (turn.pause.isPaused && !stop.signal.aborted) await changed(turn, stop.signal);
            await Promise.resolve();
          }
          ends.push('served');
          turn.release();
          turn.release();
        };
        await Promise.all(arrivals.map(act));
        expect(ends).toHaveLength(arrivals.length);
        expect(scheduler.places).toEqual([]);
      }),
    );
  });
});

async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick += 1) await Promise.resolve();
}

function changed({ pause }: Turn, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      unwatch();
      signal.removeEventListener('abort', settle);
      resolve();
    };
    const unwatch = pause.watch(settle);
    signal.addEventListener('abort', settle, { once: true });
  });
}
