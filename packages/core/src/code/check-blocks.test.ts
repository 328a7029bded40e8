import { describe, expect, it } from 'vitest';
import { createCodeCheck } from './check-blocks.ts';

describe('checking blocks of code', () => {
  it('K6: answers in their order and lets other work through between two of them', async () => {
    const happened: string[] = [];
    const after = (_delayMs: number, callback: () => void) => {
      happened.push('others');
      callback();
      return () => undefined;
    };
    const checks = createCodeCheck(
      async (language, code) => {
        happened.push(code);
        if (language !== 'known') return null;
        return code === 'a' ? { isRight: true } : { isRight: false, line: 7, message: 'no' };
      },
      { after },
    );
    const blocks = [
      { language: 'known', code: 'a' },
      { language: 'known', code: 'b' },
      { language: 'other', code: 'c' },
    ];
    expect(await checks.check(blocks)).toEqual([{ state: 'right' }, { state: 'wrong', line: 7, message: 'no' }, { state: 'unknown' }]);
    expect(happened).toEqual(['a', 'others', 'b', 'others', 'c']);
  });
});
