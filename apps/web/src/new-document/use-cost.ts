import type { Brief, Cost } from '@maobi/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { useSettled } from './use-settled.ts';

/** The speed of the model may be measured meanwhile. */
const freshMs = 30_000;

export interface KnownCost {
  /** `null`: not asked yet, or there is nothing to ask for. */
  readonly cost: Cost | null;
  readonly error: Error | null;
  /** There is something to ask for, and no answer yet. */
  readonly isAwaited: boolean;
  /** What is shown belongs to what was typed before. */
  readonly isOld: boolean;
}

/** What writing this would cost on this machine, asked for when the writer pauses. */
export function useCost(brief: Brief | null, minutes: number | undefined): KnownCost {
  const typed = useMemo(
    () => (brief === null ? '' : JSON.stringify({ brief, ...(minutes === undefined ? {} : { minutes }) })),
    [brief, minutes],
  );
  const asked = useSettled(typed);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: keys.cost(asked),
    queryFn: ({ signal }) => client.call('estimateCost', { body: JSON.parse(asked) as { brief: Brief; minutes?: number }, signal }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
  if (typed === '') return { cost: null, error: null, isAwaited: false, isOld: false };
  return { cost: data ?? null, error, isAwaited: !data && !error, isOld: isPlaceholderData || typed !== asked };
}
