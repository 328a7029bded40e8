import { describe, expect, it } from 'vitest';
import { sampleEntry } from '../testing/samples.ts';
import { neighbour, withSwapped } from './queue-order.ts';

const writing = sampleEntry(1, { state: 'writing' });
const first = sampleEntry(2, { position: 1 });
const second = sampleEntry(3, { position: 2 });
const job = sampleEntry(4, { position: 3, urgency: 'job', owner: 'api', conversationId: null });
const entries = [writing, first, second, job];

describe('the order of the queue', () => {
  it('lets a waiting run change places only with a waiting one that is as urgent', () => {
    expect(neighbour(entries, first, 'earlier')).toBeNull();
    expect(neighbour(entries, first, 'later')).toBe(second);
    expect(neighbour(entries, second, 'earlier')).toBe(first);
    expect(neighbour(entries, second, 'later')).toBeNull();
    expect(neighbour(entries, job, 'earlier')).toBeNull();
    expect(neighbour(entries, writing, 'later')).toBeNull();
  });

  it('counts anew when two have changed places', () => {
    const swapped = withSwapped(entries, second, first);
    expect(swapped.map(({ runId }) => runId)).toEqual([writing, second, first, job].map(({ runId }) => runId));
    expect(swapped.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
  });
});
