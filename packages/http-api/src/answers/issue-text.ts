import type { z } from 'zod';

interface IssueText {
  /** What is wrong with the field, to be read behind its name. */
  readonly message: string;
  /** What to do about it; absent where the message says it. */
  readonly hint?: string;
}

type Issue = z.core.$ZodIssue;

/** What a schema complains of, in words for people. */
export function issueText(issue: Issue): IssueText {
  if (issue.code === 'too_big') return bound(issue, issue.maximum, 'at most');
  if (issue.code === 'too_small')
    return issue.origin === 'string' && issue.minimum === 1 ? { message: 'is empty' } : bound(issue, issue.minimum, 'at least');
  if (issue.code === 'invalid_type') return { message: `has to be ${issue.expected}` };
  return { message: `is not right: ${issue.message}` };
}

const parts: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries' };

function bound({ origin }: { readonly origin: string }, limit: number | bigint, which: 'at most' | 'at least'): IssueText {
  const part = parts[origin];
  const allowed = `${which} ${limit.toLocaleString('en')}${part === undefined ? '' : ` ${part}`}`;
  if (part === undefined) return { message: `has to be ${allowed}` };
  return { message: `has to have ${allowed}`, hint: which === 'at most' ? 'Shorten it, or split it into several.' : 'Give more of them.' };
}
