import { describe, expect, it } from 'vitest';
import { idleTurnsOf, type IdleTurns } from './idle-turns.ts';
import { Scheduler, type Turn } from './scheduler.ts';

const never = new AbortController().signal;

function makeTurns(): { scheduler: Scheduler; turns: IdleTurns } {
  const scheduler = new Scheduler(10, () => {});
  return { scheduler, turns: idleTurnsOf(scheduler, () => ({ id: 'idle', owner: 'calibration', model: 'm' })) };
}

async function ask(scheduler: Scheduler, id: string): Promise<Turn> {
  const turn = await scheduler.enter({ id, urgency: 'interactive', owner: 'writer', model: 'm' }, never);
  if (!turn) throw new Error(`${id} gave up`);
  return turn;
}

function untilFired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

describe('an idle turn', () => {
  it('K20 begins after everybody who was there, also those who came later', async () => {
    const { scheduler, turns } = makeTurns();
    const done: string[] = [];
    const first = await ask(scheduler, 'first');
    const idle = turns.runWhenIdle(async () => void done.push('idle'), never);
    const second = ask(scheduler, 'second').then((turn) => {
      done.push('second');
      turn.release();
    });
    first.release();
    await Promise.all([idle, second]);
    expect(done).toEqual(['second', 'idle']);
    expect(scheduler.places).toEqual([]);
  });

  it('K20 gives way to whoever comes', async () => {
    const { scheduler, turns } = makeTurns();
    const done: string[] = [];
    const idle = turns.runWhenIdle(async (signal) => {
      done.push('begun');
      await untilFired(signal);
      done.push('given way');
    }, never);
    await expect.poll(() => done, { interval: 1 }).toEqual(['begun']);
    const question = await ask(scheduler, 'question');
    await idle;
    expect(done).toEqual(['begun', 'given way']);
    question.release();
    expect(scheduler.places).toEqual([]);
  });

  it('K20 never begins when it is called off before, and ends when it is called off later', async () => {
    const { scheduler, turns } = makeTurns();
    const question = await ask(scheduler, 'question');
    const stop = new AbortController();
    let hasBegun = false;
    const idle = turns.runWhenIdle(async () => void (hasBegun = true), stop.signal);
    stop.abort();
    await idle;
    question.release();
    expect(hasBegun).toBe(false);
    const later = new AbortController();
    await turns.runWhenIdle(async (signal) => {
      later.abort();
      expect(signal.aborted).toBe(true);
    }, later.signal);
    expect(scheduler.places).toEqual([]);
  });

  it('gives the turn back when the work fails', async () => {
    const { scheduler, turns } = makeTurns();
    await expect(turns.runWhenIdle(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
    expect(scheduler.places).toEqual([]);
  });
});
