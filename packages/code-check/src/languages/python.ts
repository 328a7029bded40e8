import { parser } from '@lezer/python';
import type { Check } from '../check.ts';
import { firstRefused } from './lezer-check.ts';
import { withoutPythonGaps } from './python-gaps.ts';

/** What was typed at a prompt, with its answers, is no program. */
const transcript = /^\s*>>> /u;
const strict = parser.configure({ strict: true });

export const check: Check = (code) => {
  if (transcript.test(code)) return 'unjudged';
  return firstRefused(strict, withoutPythonGaps(code));
};
