import type { Brief, EndpointResponse } from '@maobi/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { useSettled } from './use-settled.ts';

export interface WordedBrief {
  /** `null`: not asked yet, or there is nothing to ask for. */
  readonly worded: EndpointResponse<'wordBrief'> | null;
  readonly error: Error | null;
}

/** What the form amounts to in words, without what the writer made of them; asked for when the writer pauses. */
export function useWordedBrief(brief: Brief | null): WordedBrief {
  const typed = useMemo(() => (brief === null ? '' : JSON.stringify({ ...brief, wording: undefined })), [brief]);
  const asked = useSettled(typed);
  const { data, error } = useQuery({
    queryKey: keys.wordedBrief(asked),
    queryFn: ({ signal }) => client.call('wordBrief', { body: JSON.parse(asked) as Brief, signal }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 0, // a template may be edited meanwhile
  });
  return typed === '' ? { worded: null, error: null } : { worded: data ?? null, error };
}
