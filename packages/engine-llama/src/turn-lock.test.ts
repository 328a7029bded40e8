import { describe, expect, it } from 'vitest';
import { TurnLock } from './turn-lock.ts';

describe('taking turns', () => {
  it('lets one in after the other, in the order of asking', async () => {
    const lock = new TurnLock();
    const seen: string[] = [];
    const visit = (name: string) =>
      lock.run(async () => {
        seen.push(`${name} in`);
        await Promise.resolve();
        seen.push(`${name} out`);
      });
    await Promise.all([visit('a'), visit('b')]);
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('lets the next in when one fails', async () => {
    const lock = new TurnLock();
    const failing = lock.run(() => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await lock.run(async () => 'next')).toBe('next');
  });

  it('gives up waiting when the signal fires, and holds up nobody', async () => {
    const lock = new TurnLock();
    const leave = await lock.enter();
    const stop = new AbortController();
    const waiting = lock.enter(stop.signal);
    const behind = lock.enter();
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    leave();
    expect(await behind).toBeTypeOf('function');
  });

  it('lets sharers in together, and one who wants it alone after them and before those who come later', async () => {
    const lock = new TurnLock();
    const leaves = [await lock.enterShared(), await lock.enterShared()];
    const seen: string[] = [];
    const alone = lock.run(async () => void seen.push('alone'));
    const later = lock.enterShared().then((leave) => {
      seen.push('later');
      leave();
    });
    expect(seen).toEqual([]);
    for (const leave of leaves) leave();
    await Promise.all([alone, later]);
    expect(seen).toEqual(['alone', 'later']);
    expect(lock.isFree).toBe(true);
  });

  it('lets sharers in when the one that wanted it alone has given up', async () => {
    const lock = new TurnLock();
    await lock.enterShared();
    const stop = new AbortController();
    const alone = lock.enter(stop.signal);
    const later = lock.enterShared();
    stop.abort();
    await expect(alone).rejects.toMatchObject({ name: 'AbortError' });
    expect(await later).toBeTypeOf('function');
  });
});
