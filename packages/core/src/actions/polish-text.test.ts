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

describe('a translation', () => {
  it('goes into the other language than that of the passage, whatever the document is written in', () => {
    const asked = (text: string, language: 'zh' | 'en') => polishPrompt(text, 'translate', language)[1]?.text.split('\n')[0];
    expect(asked('春天来了。', 'zh')).toContain('翻译成英文');
    expect(asked('Spring has come, says 老周.', 'zh')).toContain('翻译成中文');
    expect(asked('春天来了。', 'en')).toContain('into English');
    expect(asked('Spring has come.', 'en')).toContain('into Chinese');
  });
});
