import { ClientError } from '@maobi/contract';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askUntilAnswered } from './ask-until-answered.ts';
import { setConnection } from './connection.ts';

const queryKey = ['what', 'is', 'shown'];
const noAnswer = new ClientError(0, { code: 'offline', message: '', retryable: true });
const isGone = new ClientError(404, { code: 'not-found', message: '', retryable: false });
const longMs = 60_000;

/** What is shown, and asked anew because of news: as often as there are failures in vain. */
async function askedAfterNews(...failures: readonly ClientError[]) {
  const cache = new QueryClient();
  askUntilAnswered(cache);
  const left = [...failures];
  let times = 0;
  const queryFn = async () => {
    times += 1;
    const failure = left.shift();
    if (failure) throw failure;
    return 'new';
  };
  const observer = new QueryObserver(cache, { queryKey, queryFn, staleTime: Infinity, initialData: 'old', retry: false });
  const leave = observer.subscribe(() => {});
  await cache.invalidateQueries({ queryKey });
  await vi.advanceTimersByTimeAsync(longMs);
  leave();
  return { shown: cache.getQueryData(queryKey), times };
}

beforeEach(() => {
  vi.useFakeTimers();
  setConnection('online');
});
afterEach(() => void vi.useRealTimers());

describe('X19 what is shown and could not be had anew', () => {
  it('is asked for until there is an answer', async () => {
    expect(await askedAfterNews(noAnswer, noAnswer, noAnswer)).toEqual({ shown: 'new', times: 4 });
  });

  it('is left alone where it can never be had', async () => {
    expect(await askedAfterNews(isGone)).toEqual({ shown: 'old', times: 1 });
  });

  it('is left to the return of the studio where that is gone', async () => {
    setConnection('lost');
    expect(await askedAfterNews(noAnswer)).toEqual({ shown: 'old', times: 1 });
  });
});
