import type { SearchHit } from '@maobi/contract';
import { searchParts, type SearchTerm, searchTokens } from './search-text.ts';

/** One thing that is found: a match in its title counts more. A query's words may be met in either. */
export interface SearchEntry {
  readonly title: string;
  readonly body: string;
}

/** A document that has no title yet is called by its topic. */
export function documentEntry(title: string, topic: string): SearchEntry {
  return title === '' ? { title: topic, body: '' } : { title, body: topic };
}

/** Its text first: what is found there is told before what stands in its points. */
export function sectionEntry(heading: string, points: readonly string[], text: string): SearchEntry {
  return { title: heading, body: [text, ...points].filter((part) => part !== '').join('\n') };
}

/** What an index keeps of a text: its tokens with spaces between. */
export function indexedText(text: string): string {
  return Array.from(searchTokens(text), (token) => token.text).join(' ');
}

/** The text around the first match in the body, else in the title. */
export function entryParts({ title, body }: SearchEntry, terms: readonly SearchTerm[]): SearchHit['parts'] {
  const parts = searchParts(body, terms);
  return parts.some(({ match }) => match) ? parts : searchParts(title, terms);
}
