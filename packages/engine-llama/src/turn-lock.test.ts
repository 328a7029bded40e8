import type { PauseSignal } from '@maobi/core';
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

describe('upkeep', () => {
  /** It is due until it is done, which writes to `seen`. */
  function lockWithUpkeep() {
    const seen: string[] = [];
    const upkeep = { isDue: false };
    const lock = new TurnLock({
      isDue: () => upkeep.isDue,
      work: async () => {
        seen.push('begun');
        upkeep.isDue = false;
        await Promise.resolve();
        seen.push('done');
      },
    });
    const comes = async (name: string, pause?: PauseSignal) => {
      const leave = await lock.enterShared(undefined, pause);
      seen.push(name);
      return leave;
    };
    return { lock, seen, upkeep, comes };
  }

  it('is done when the last sharer has left, before anybody else comes in, and once', async () => {
    const { lock, seen, upkeep, comes } = lockWithUpkeep();
    const leaves = [await comes('one'), await comes('two')];
    upkeep.isDue = true;
    lock.look();
    const three = comes('three');
    leaves[0]?.();
    await Promise.resolve();
    expect(seen).toEqual(['one', 'two']);
    leaves[1]?.();
    (await three)();
    expect(seen).toEqual(['one', 'two', 'begun', 'done', 'three']);
  });

  it('is done at once where nobody is inside', async () => {
    const { lock, seen, upkeep } = lockWithUpkeep();
    upkeep.isDue = true;
    lock.look();
    await lock.enter();
    expect(seen).toEqual(['begun', 'done']);
  });

  it('holds up nobody while one rests, who may wait for just them', async () => {
    const { lock, seen, upkeep, comes } = lockWithUpkeep();
    const listeners = new Set<() => void>();
    const pause = { isPaused: false, watch: (listener: () => void) => (listeners.add(listener), () => void listeners.delete(listener)) };
    const leaveJob = await comes('job', pause);
    upkeep.isDue = true;
    lock.look();
    const click = comes('click');
    pause.isPaused = true;
    for (const listener of listeners) listener();
    const leaveClick = await click;
    pause.isPaused = false;
    leaveClick();
    leaveJob();
    expect(listeners.size).toBe(0);
    await lock.enter();
    expect(seen).toEqual(['job', 'click', 'begun', 'done']);
  });
});
