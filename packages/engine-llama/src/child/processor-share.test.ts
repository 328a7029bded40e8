import { describe, expect, it } from 'vitest';
import { processorTimes, ProcessorShare } from './processor-share.ts';

/** Threads after each second in which others kept so many processors busy, and the engine its own threads. */
function threadsBeside(others: readonly number[], { processors = 2, mostThreads = 2 } = {}): number[] {
  const share = new ProcessorShare({ processors, mostThreads });
  let times = { atMs: 0, busyMs: 0, ownMs: 0 };
  share.note(times);
  let threads = limitOf(share);
  return others.map((busy) => {
    const ownMs = Math.min(threads, processors - busy) * 1000;
    times = { atMs: times.atMs + 1000, busyMs: times.busyMs + busy * 1000 + ownMs, ownMs: times.ownMs + ownMs };
    share.note(times);
    threads = limitOf(share);
    return threads;
  });
}

function limitOf(share: ProcessorShare, isMeasuring = false): number {
  const engine = { maxThreads: -1 };
  share.limit(engine, { isMeasuring });
  return engine.maxThreads;
}

describe('the threads that compute', () => {
  it('are all there are on a quiet machine, and beside a page that draws', () => {
    expect(threadsBeside([0, 0.1, 0.3, 0.5])).toEqual([2, 2, 2, 2]);
  });

  it('are fewer while another program keeps a processor busy', () => {
    expect(threadsBeside([0, 0.7, 1, 1, 0, 0])).toEqual([2, 1, 1, 1, 2, 2]);
    expect(threadsBeside([2, 1.33, 1.33])).toEqual([1, 1, 1]);
    expect(threadsBeside([1, 3, 6], { processors: 8, mostThreads: 8 })).toEqual([7, 5, 2]);
  });

  it('do not go up and down with a program that takes half a processor', () => {
    expect(threadsBeside([1, 0.5, 0.45, 0.5, 0.3])).toEqual([1, 1, 1, 1, 2]);
  });

  it('are not changed for what a moment too short to judge shows', () => {
    const share = new ProcessorShare({ processors: 2, mostThreads: 2 });
    share.note({ atMs: 0, busyMs: 0, ownMs: 0 });
    share.note({ atMs: 20, busyMs: 40, ownMs: 0 });
    expect(limitOf(share)).toBe(2);
    share.note({ atMs: 1000, busyMs: 2000, ownMs: 0 });
    expect(limitOf(share)).toBe(1);
  });

  it('have no limit while the machine is measured', () => {
    const share = new ProcessorShare({ processors: 2, mostThreads: 2 });
    for (const atMs of [0, 1000]) share.note({ atMs, busyMs: 2 * atMs, ownMs: 0 });
    expect([limitOf(share), limitOf(share, true), limitOf(share)]).toEqual([1, 0, 1]);
  });

  it('stay where others use processors that these threads do not need', () => {
    expect(threadsBeside([3, 4], { processors: 8, mostThreads: 4 })).toEqual([4, 4]);
  });
});

describe('the processor times', () => {
  it('hold those of this process and grow with its work', () => {
    const outside = process.cpuUsage();
    const before = processorTimes();
    const inside = process.cpuUsage();
    while (millisecondsOf(process.cpuUsage(inside)) < 50);
    const inMs = millisecondsOf(process.cpuUsage(inside));
    const after = processorTimes();
    const outMs = millisecondsOf(process.cpuUsage(outside));
    expect(after.ownMs - before.ownMs).toBeGreaterThan(inMs - 0.01);
    expect(after.ownMs - before.ownMs).toBeLessThan(outMs + 0.01);
    expect(after.busyMs).toBeGreaterThanOrEqual(before.busyMs);
  });
});

function millisecondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
