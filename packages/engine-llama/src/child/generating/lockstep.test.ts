import { describe, expect, it } from 'vitest';
import { Lockstep } from './lockstep.ts';

describe('writing in step', () => {
  it('holds nobody up who writes alone', () => {
    expect(new Lockstep().enter().together()).toBeUndefined();
  });

  it('lets all go when the last one is ready', async () => {
    const lockstep = new Lockstep();
    const [first, second, third] = [lockstep.enter(), lockstep.enter(), lockstep.enter()];
    const gone: string[] = [];
    const waits = [first, second].map(async (member, index) => {
      await member.together();
      gone.push(`${index}`);
    });
    await Promise.resolve();
    expect(gone).toEqual([]);
    await Promise.all([...waits, third.together()]);
    expect(gone).toEqual(['0', '1']);
  });

  it('does not wait for one that has left', async () => {
    const lockstep = new Lockstep();
    const [first, second, third] = [lockstep.enter(), lockstep.enter(), lockstep.enter()];
    const waits = [first.together(), second.together()];
    third.leave();
    expect(await Promise.all(waits)).toHaveLength(2);
  });

  it('does not wait for ever for one that is busy with something else', async () => {
    const lockstep = new Lockstep();
    lockstep.enter();
    await expect(lockstep.enter().together()).resolves.toBeUndefined();
  });
});
