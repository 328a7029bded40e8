import type { RequestIssue } from '@maobi/contract';
import type { z } from 'zod';
import { issueWords, type Kind, type Needed, type Problem } from './issue-words.ts';

type Issue = z.core.$ZodIssue;

/**
 * What a schema complains of, in words for people that are read behind the name of the field.
 * @param given what stands at the place of the issue
 */
export function issueTexts(issue: Issue, given: unknown): RequestIssue['words'] {
  const problem = problemOf(issue, given);
  return { zh: issueWords.zh(problem), en: issueWords.en(problem) };
}

/** Of alternatives that all fail, what is wrong with the one that was meant, where that shows. */
export function sharpened(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const meant = issue.errors.map(([first]) => first).find((first) => first !== undefined && !isOfAnotherKind(first));
  return meant === undefined ? issue : sharpened({ ...meant, path: [...issue.path, ...meant.path] });
}

function isOfAnotherKind({ code, path }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function problemOf(issue: Issue, given: unknown): Problem {
  const needed = neededBy(issue);
  if (needed !== null) return given === undefined ? { name: 'missing', needed } : { name: 'other-kind', needed, given };
  switch (issue.code) {
    case 'too_big':
      return bound(issue, issue.maximum, issue.inclusive === false ? 'below' : 'most');
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return { name: 'empty' };
      return bound(issue, issue.minimum, issue.inclusive === false ? 'above' : 'least');
    case 'invalid_format':
      return issue.pattern === '/\\S/u' ? { name: 'empty' } : { name: 'form', form: issue.format, ownWords: ownWordsOf(issue.message) };
    case 'unrecognized_keys':
      return { name: 'unknown-fields', fields: issue.keys };
    default:
      return { name: 'not-right', ownWords: ownWordsOf(issue.message) };
  }
}

/** What kind of value, or which values, would be right. */
function neededBy(issue: Issue): Needed | null {
  if (issue.code === 'invalid_type') return kindsBySchema[issue.expected] ? { kinds: [kindsBySchema[issue.expected] as Kind] } : null;
  if (issue.code === 'invalid_value') return { values: issue.values };
  if (issue.code !== 'invalid_union' || issue.inclusive === false) return null;
  if (issue.options !== undefined) return { values: issue.options };
  const each = issue.errors.map(([first]) => (first ? neededBy(first) : null));
  const kinds = each.flatMap((needed) => (needed && 'kinds' in needed ? needed.kinds : []));
  return kinds.length > 0 && kinds.length === each.length ? { kinds } : null;
}

const kindsBySchema: Readonly<Record<string, Kind>> = {
  int: 'whole number',
  number: 'number',
  string: 'text',
  boolean: 'boolean',
  array: 'list',
  tuple: 'list',
  object: 'object',
  record: 'object',
  null: 'null',
};

function bound({ origin }: { readonly origin: string }, limit: number | bigint, side: 'most' | 'least' | 'below' | 'above'): Problem {
  const unit = origin === 'string' ? 'character' : origin === 'array' || origin === 'set' ? 'entry' : null;
  return { name: 'bound', side, limit: Number(limit), unit };
}

/** What the schema itself says; `null` where these are only the words of the library. */
function ownWordsOf(message: string): string | null {
  return message.startsWith('Invalid') ? null : message;
}
