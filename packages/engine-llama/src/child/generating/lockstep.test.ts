import { describe, expect, it } from 'vitest';
import { Lockstep } from './lockstep.ts';

describe('writing in step', () => {
  it('holds nobody up who writes alone', () => {
    expect(new Lockstep().enter(0).together()).toBeUndefined();
  });

  it('lets all go when the last one is ready', async () => {
    const lockstep = new Lockstep();
    const [first, second, third] = [lockstep.enter(0), lockstep.enter(1), lockstep.enter(2)];
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

  it('lets them go in the order of their sequences, however they came: others are computed one by one', async () => {
    const lockstep = new Lockstep();
    const places = [5, 3, 6, 4];
    const members = places.map((place) => ({ place, member: lockstep.enter(place) }));
    const gone: number[] = [];
    await Promise.all(
      members.map(async ({ place, member }) => {
        await member.together();
        gone.push(place);
      }),
    );
    expect(gone).toEqual([3, 4, 5, 6]);
  });

  it('does not wait for one that has left', async () => {
    const lockstep = new Lockstep();
    const [first, second, third] = [lockstep.enter(0), lockstep.enter(1), lockstep.enter(2)];
    const waits = [first.together(), second.together()];
    third.leave();
    expect(await Promise.all(waits)).toHaveLength(2);
  });

  it('does not wait for ever for one that is busy with something else', async () => {
    const lockstep = new Lockstep();
    lockstep.enter(0);
    await expect(lockstep.enter(1).together()).resolves.toBeUndefined();
  });
});
