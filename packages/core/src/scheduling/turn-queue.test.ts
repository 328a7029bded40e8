import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TurnQueue } from './turn-queue.ts';

const never = new AbortController().signal;

async function taken(queue: TurnQueue, id: string, signal = never): Promise<() => void> {
  const release = await queue.enter(id, signal);
  if (!release) throw new Error(`${id} gave up`);
  return release;
}

describe('TurnQueue', () => {
  it('serves one at a time, first come first served', async () => {
    const queue = new TurnQueue(10, () => undefined);
    const served: string[] = [];
    const releaseFirst = await taken(queue, 'a');
    const others = ['b', 'c'].map((id) => taken(queue, id).then((release) => (served.push(id), release())));
    expect(queue.order).toEqual(['a', 'b', 'c']);
    expect(served).toEqual([]);
    releaseFirst();
    await Promise.all(others);
    expect(served).toEqual(['b', 'c']);
    expect(queue.order).toEqual([]);
  });

  it('lets a waiting one leave, and an aborted one never enter', async () => {
    const queue = new TurnQueue(10, () => undefined);
    const release = await taken(queue, 'a');
    const stop = new AbortController();
    const waiting = queue.enter('b', stop.signal);
    stop.abort();
    expect(await waiting).toBeNull();
    expect(queue.order).toEqual(['a']);
    expect(await queue.enter('c', AbortSignal.abort())).toBeNull();
    release();
    expect(queue.order).toEqual([]);
  });

  it('refuses more waiting ones than the limit', async () => {
    const queue = new TurnQueue(1, () => undefined);
    await taken(queue, 'a');
    void queue.enter('b', never);
    await expect(queue.enter('c', never)).rejects.toMatchObject({ code: 'queue-full' });
  });

  it('ignores a turn given back twice', async () => {
    const queue = new TurnQueue(10, () => undefined);
    const release = await taken(queue, 'a');
    const second = taken(queue, 'b');
    release();
    release();
    await second;
    expect(queue.order).toEqual(['b']);
  });

  it('never has two at work and loses nobody, whatever the order of events', async () => {
    const actions = fc.array(fc.record({ leaves: fc.boolean(), turns: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(actions, async (entrants) => {
        const queue = new TurnQueue(100, () => undefined);
        let atWork = 0;
        let served = 0;
        let left = 0;
        await Promise.all(
          entrants.map(async ({ leaves, turns }, index) => {
            const stop = new AbortController();
            const entering = queue.enter(String(index), stop.signal);
            if (leaves) stop.abort();
            const release = await entering;
            if (!release) {
              left += 1;
              return;
            }
            atWork += 1;
            expect(atWork).toBe(1);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            atWork -= 1;
            served += 1;
            release();
          }),
        );
        expect(served + left).toBe(entrants.length);
        expect(queue.order).toEqual([]);
      }),
    );
  });
});
