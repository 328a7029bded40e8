import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { sampleId } from '../testing/samples.ts';
import { useReadAhead } from './use-read-ahead.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const studio = () => new FakeStudio({ warmConversation: () => ({}), warmStart: () => ({}) });
const askedFor = ({ calls }: FakeStudio) => calls.map(({ name, params, body }) => params['id'] ?? `${name} ${JSON.stringify(body)}`);
const [one, two] = [sampleId(1), sampleId(2)];
const soon = () => vi.advanceTimersByTimeAsync(1000);
const turnTo = (id: string | null) => renderHook(({ readable }) => useReadAhead(readable), { initialProps: { readable: id } });

describe('reading ahead', () => {
  it('is asked for once when a conversation is opened, however often the page is drawn', async () => {
    const fake = studio();
    const { rerender, result } = turnTo(one);
    for (let drawing = 0; drawing < 5; drawing++) rerender({ readable: one });
    result.current('');
    await soon();
    rerender({ readable: one });
    result.current('I ask');
    await soon();
    expect(askedFor(fake)).toEqual([one]);
  });

  it('is asked for when the conversation has arrived, and not again after its answers', async () => {
    const fake = studio();
    const { rerender } = turnTo(null);
    await soon();
    expect(askedFor(fake)).toEqual([]);
    rerender({ readable: one });
    await soon();
    rerender({ readable: null });
    await vi.advanceTimersByTimeAsync(300_000);
    rerender({ readable: one });
    await soon();
    expect(askedFor(fake)).toEqual([one]);
  });

  it('is not asked for what is only passed by', async () => {
    const fake = studio();
    const { unmount } = turnTo(one);
    await vi.advanceTimersByTimeAsync(100);
    unmount();
    turnTo(two);
    await soon();
    expect(askedFor(fake)).toEqual([two]);
  });

  it('is asked for again when the writer comes back after a while, not before', async () => {
    const fake = studio();
    turnTo(one);
    await soon();
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(askedFor(fake)).toEqual([one]);
    document.dispatchEvent(new Event('visibilitychange'));
    await soon();
    expect(askedFor(fake)).toEqual([one, one]);
  });

  it('reads the start of a new conversation only when there are words, in their language', async () => {
    const fake = studio();
    const { result } = turnTo('');
    result.current('');
    await soon();
    expect(askedFor(fake)).toEqual([]);
    result.current('春天');
    await soon();
    expect(askedFor(fake)).toEqual(['warmStart {"language":"zh"}']);
  });

  it('says nothing when it does not work', async () => {
    const fake = new FakeStudio({});
    turnTo(one);
    await soon();
    expect(askedFor(fake)).toEqual([]);
  });
});
