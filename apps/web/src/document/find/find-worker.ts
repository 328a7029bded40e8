import { findMatches, replaceMatches, type FindQuery, type FindText, type Match, type Replacing } from './find-matches.ts';

/** What is asked of the worker: where the words stand, or with `replacing` what the texts become. */
export interface FindTask {
  readonly query: FindQuery;
  readonly texts: readonly FindText[];
  readonly replacing: Replacing | null;
}

export type FindAnswer = { readonly matches: Match[]; readonly changed: FindText[] } | { readonly problem: string };

// a regular expression can take longer than a life: here it holds nobody up, and can be ended
addEventListener('message', ({ data }: MessageEvent<FindTask>) => postMessage(answerTo(data)));

function answerTo({ query, texts, replacing }: FindTask): FindAnswer {
  try {
    return replacing === null
      ? { matches: findMatches(query, texts), changed: [] }
      : { matches: [], changed: replaceMatches(query, replacing, texts) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
