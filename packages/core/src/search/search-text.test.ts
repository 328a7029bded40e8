import { describe, expect, it } from 'vitest';
import { searchParts, searchTerms, searchTokens } from './search-text.ts';

const tokensOf = (text: string): string[] => [...searchTokens(text)].map((token) => token.text);
const marked = (text: string, query: string): string =>
  searchParts(text, searchTerms(query))
    .map((part) => (part.match ? `[${part.text}]` : part.text))
    .join('');

describe('search text', () => {
  it('makes every CJK character a token and keeps other words whole', () => {
    expect(tokensOf('用Python写代码, v2')).toEqual(['用', 'python', '写', '代', '码', 'v2']);
    expect(tokensOf('スーパー 한국어 𠮷')).toEqual(['ス', 'ー', 'パ', 'ー', '한', '국', '어', '𠮷']);
  });

  it('folds case, width and Latin accents, and nothing else', () => {
    expect(tokensOf('ＡＩ Café CAFE\u0301 がか')).toEqual(['ai', 'cafe', 'cafe', 'が', 'か']);
  });

  it('keeps a run of CJK characters together as a phrase and takes words as prefixes', () => {
    expect(searchTerms('人工智能 Qwen3模型')).toEqual([
      { kind: 'phrase', tokens: ['人', '工', '智', '能'] },
      { kind: 'prefix', token: 'qwen3' },
      { kind: 'phrase', tokens: ['模', '型'] },
    ]);
  });

  it('finds nothing to search for in punctuation and emoji', () => {
    expect(searchTerms('"* () 🎉 —')).toEqual([]);
  });

  it('marks every match around the first one', () => {
    expect(marked('未来教育与教育的未来', '教育')).toBe('未来[教育]与[教育]的未来');
    expect(marked('Writers write writing', 'WRIT')).toBe('[Writers] [write] [writing]');
  });

  it('merges overlapping matches', () => {
    expect(marked('一一一', '一一')).toBe('[一一一]');
    expect(marked('人工智能', '工智 人工智能')).toBe('[人工智能]');
  });

  it('cuts long text around the match and never inside a character', () => {
    const text = `${'😀'.repeat(40)}x教育${'😀'.repeat(80)}`;
    const shown = marked(text, '教育');
    expect(shown).toMatch(/^…(😀)+x\[教育\](😀)+…$/u);
    expect(shown).not.toMatch(/\p{Surrogate}/u);
    expect(shown.length).toBeLessThan(140);
  });

  it('shows the start when nothing matches', () => {
    expect(marked('short', 'absent')).toBe('short');
  });
});
