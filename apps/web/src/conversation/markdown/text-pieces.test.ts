import { describe, expect, it } from 'vitest';
import { textPieces } from './text-pieces.ts';

const paragraph = `${'字'.repeat(999)}。`;
const paragraphs = (count: number) => Array.from({ length: count }, () => paragraph).join('\n\n');

describe('a long text in pieces', () => {
  it('Z4 is cut between paragraphs, and nothing is lost', () => {
    const text = `${paragraphs(20)}\n\n\n  \n`;
    const pieces = textPieces(text);
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.map(({ source }) => source).join('')).toBe(text);
    expect(pieces.every(({ start, source }) => text.startsWith(source, start))).toBe(true);
    expect(pieces.slice(0, -1).every(({ source }) => source.endsWith('。\n\n'))).toBe(true);
  });

  it('Z4 is not cut in code, in a formula or, while it can be helped, in a list', () => {
    const code = `\`\`\`\n${'x = 1\n\n'.repeat(3000)}\`\`\``;
    const formula = `$$\n${'x\n\n'.repeat(3000)}$$`;
    for (const block of [code, formula]) {
      const pieces = textPieces(`${paragraphs(5)}\n\n${block}\n\n${paragraphs(5)}`);
      expect(pieces.some(({ source }) => source.includes(block))).toBe(true);
    }
    const list = Array.from({ length: 5 }, () => `- ${paragraph}`).join('\n\n');
    expect(textPieces(`${paragraphs(3)}\n\n${list}\n\n${paragraphs(5)}`).some(({ source }) => source.includes(list))).toBe(true);
  });

  it('Y22 says which headings each piece stands under, not those in code and lists', () => {
    const part = (heading: string) => `${heading}\n\n${paragraphs(4)}\n\n`;
    const nowhere = '```\n# 码\n```\n\n- 项\n\n  ## 项中题\n\n> # 引';
    const text = [part(`## 甲\n\n${nowhere}`), part('#### 乙'), part('丙\n---'), part('#### 丁')].join('');
    const under = (words: string) => textPieces(text).find(({ source }) => source.startsWith(words))?.path;
    expect([under('## 甲'), under('#### 乙'), under('丙'), under('#### 丁')]).toEqual([[], [2], [2, 4], [2]]);
  });
});
