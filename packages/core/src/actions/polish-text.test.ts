import { describe, expect, it } from 'vitest';
import { polishPrompt } from './polish-text.ts';

describe('polishPrompt', () => {
  it('sends the passage and nothing else', () => {
    const [system, request, ...rest] = polishPrompt('原文。', 'improve', 'zh');
    expect(system?.text).toContain('毛笔');
    expect(request?.text).toBe('请润色下面的文字，不改变意思、人名和数字，只输出结果。\n\n原文。');
    expect(rest).toEqual([]);
    expect(polishPrompt('Text.', 'own', 'en', 'more cheerful.')[1]?.text).toBe(
      'Revise the text below as follows: more cheerful. Output only the result.\n\nText.',
    );
  });
});
