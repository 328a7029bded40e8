import type { CodeCheck } from '@maobi/contract';
import type { CheckCode } from '../ports/code-check.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { StudioCode } from '../studio.ts';

/** Checks blocks one after another; between two of them everything else has its turn. */
export function createCodeCheck(checkCode: CheckCode, surroundings: Pick<Surroundings, 'after'>): StudioCode {
  return {
    async check(blocks) {
      const results: CodeCheck[] = [];
      for (const { language, code } of blocks) {
        if (results.length > 0) await new Promise<void>((resolve) => surroundings.after(0, resolve));
        results.push(await checkOf(checkCode, language, code));
      }
      return results;
    },
  };
}

async function checkOf(checkCode: CheckCode, language: string, code: string): Promise<CodeCheck> {
  const verdict = await checkCode(language, code);
  if (verdict === null) return { state: 'unknown' };
  if (verdict.isRight) return { state: 'right' };
  const { isRight: _isRight, ...mistake } = verdict;
  return { state: 'wrong', ...mistake };
}
