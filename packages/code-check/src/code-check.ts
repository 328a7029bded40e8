import { codeLanguageOf, type CodeLanguage } from '@maobi/contract';
import type { CheckCode, CodeVerdict } from '@maobi/core';
import type { Check, Mistake } from './check.ts';
import { usualMistakeOf } from './usual-mistakes.ts';

/** Parsers are large and most studios never need most of them: each is loaded with the first code of its language. */
const checks: Record<CodeLanguage, () => Promise<{ readonly check: Check }>> = {
  Python: () => import('./languages/python.ts'),
  JavaScript: () => import('./languages/javascript.ts'),
  TypeScript: () => import('./languages/typescript.ts'),
  JSON: () => import('./languages/json.ts'),
  HTML: () => import('./languages/html.ts'),
  SQL: () => import('./languages/sql.ts'),
  Bash: () => import('./languages/bash.ts'),
};
const noCode: Mistake = { line: 1, message: 'There is no code' };

/** For the languages of `codeLanguageOf`. */
export const checkCode: CheckCode = async (fenceName, code) => {
  const language = codeLanguageOf(fenceName);
  if (language === null) return null;
  if (code.trim() === '') return wrong(noCode);
  const { check } = await checks[language]();
  const found = shallow(() => check(code, fenceName.toLowerCase()));
  if (found === 'unjudged') return null;
  return found === null ? { isRight: true } : wrong(found);
};

function wrong(found: Mistake): CodeVerdict {
  const mistake = usualMistakeOf(found.message);
  return { isRight: false, ...found, ...(mistake && { mistake }) };
}

/** Parsers call themselves for what is nested; code that is nested as deep as no person writes it exhausts the stack. */
function shallow(check: () => ReturnType<Check>): ReturnType<Check> {
  try {
    return check();
  } catch (error) {
    if (error instanceof RangeError) return 'unjudged';
    throw error;
  }
}
