import { faultOf, type ExpressionFault } from './expression-fault.ts';
import {
  findMatches,
  replaceMatches,
  type FindQuery,
  type FindText,
  type Match,
  type ReplacedText,
  type Replacing,
} from './find-matches.ts';

/** What is asked of the worker: where the words stand, or with `replacing` what the texts become. */
export interface FindTask {
  readonly query: FindQuery;
  readonly texts: readonly FindText[];
  readonly replacing: Replacing | null;
}

export type FindAnswer = { readonly matches: Match[]; readonly changed: ReplacedText[] } | { readonly fault: ExpressionFault };

export function answerTo({ query, texts, replacing }: FindTask): FindAnswer {
  try {
    return replacing === null
      ? { matches: findMatches(query, texts), changed: [] }
      : { matches: [], changed: replaceMatches(query, replacing, texts) };
  } catch (error) {
    // what the browser says of it is English on every page
    return { fault: error instanceof SyntaxError ? faultOf(query.words) : 'other' };
  }
}
