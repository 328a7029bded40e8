import type { ListedJob } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { sampleListedJob } from '../testing/document-samples.ts';
import { dropTarget, targetOf, withMoved, type JobMove } from './job-order.ts';

const ended = sampleListedJob(4, { state: 'done', endedAt: '2026-11-01T01:00:00.000Z' });
const [a, b, c] = [1, 2, 3].map((number) => sampleListedJob(number)) as [ListedJob, ListedJob, ListedJob];
const jobs = [a, b, c, ended];
const order = (list: readonly ListedJob[]) => list.map(({ id }) => jobs.findIndex((job) => job.id === id) + 1);

describe('the order of jobs', () => {
  it.each<[JobMove, ListedJob, number[]]>([
    ['first', c, [3, 1, 2, 4]],
    ['up', c, [1, 3, 2, 4]],
    ['down', a, [2, 1, 3, 4]],
    ['down', b, [1, 3, 2, 4]],
    ['last', a, [2, 3, 1, 4]],
  ])('moves %s', (move, { id }, expected) => {
    const target = targetOf(jobs, id, move);
    expect(target).not.toBeUndefined();
    expect(order(withMoved(jobs, id, target ?? null))).toEqual(expected);
  });

  it('does not move what is there already, nor what has ended', () => {
    const nowhere = [
      [a, 'up'],
      [a, 'first'],
      [c, 'down'],
      [c, 'last'],
      [ended, 'up'],
    ] as const;
    expect(nowhere.map(([{ id }, move]) => targetOf(jobs, id, move))).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(order(withMoved(jobs, ended.id, a.id))).toEqual([1, 2, 3, 4]);
  });

  it('puts what is dropped to where it was dropped', () => {
    expect(dropTarget(jobs, a.id, c.id)).toBeNull();
    expect(dropTarget(jobs, a.id, b.id)).toBe(c.id);
    expect(dropTarget(jobs, c.id, a.id)).toBe(a.id);
    expect(dropTarget(jobs, a.id, a.id)).toBeUndefined();
    expect(dropTarget(jobs, a.id, ended.id)).toBeUndefined();
  });
});
