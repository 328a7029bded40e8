import '../../language/language.ts';
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MarkdownText } from './markdown-text.tsx';

afterEach(cleanup);

function draw(text: string, isLive = false) {
  return render(<MarkdownText text={text} isLive={isLive} />).container;
}

describe('an answer', () => {
  it('keeps the elements of finished blocks while the last one grows, and when it ends', () => {
    const begin = '第一段。\n\n第二';
    const { container, rerender } = render(<MarkdownText text={begin} isLive />);
    rerender(<MarkdownText text={`${begin}段。\n\n第三`} isLive />);
    const [first, second] = container.querySelectorAll('p');
    rerender(<MarkdownText text={`${begin}段。\n\n第三段 **完。**`} isLive />);
    rerender(<MarkdownText text={`${begin}段。\n\n第三段 **完。**`} isLive={false} />);
    const paragraphs = container.querySelectorAll('p');
    expect(paragraphs[0]).toBe(first);
    expect(paragraphs[1]).toBe(second);
    expect([...paragraphs].map((p) => p.textContent)).toEqual(['第一段。', '第二段。', '第三段 完。']);
    expect(container.querySelector('.brush')).toBeNull();
  });

  it('looks the same whether it came at once or bit by bit', () => {
    const text = '## 题\n\n第一段。\n\n- 一\n- [ ] 二\n\n  续\n\n> 引\n\n```\nx\n\ny\n```\n\n### 次\n\n末段';
    const { container, rerender } = render(<MarkdownText text={text.slice(0, 20)} isLive />);
    rerender(<MarkdownText text={text} isLive />);
    rerender(<MarkdownText text={text} isLive={false} />);
    const written = container.innerHTML.replaceAll(/ id="[^"]*"/gu, '');
    expect(draw(text).innerHTML.replaceAll(/ id="[^"]*"/gu, '')).toBe(written);
  });

  it('shows where it is being written, once, behind the last word', () => {
    for (const text of ['', '文', '- 一\n- 二', '> 引', '| a | b |\n|---|---|\n| 1 | 2', '```js\nx']) {
      const container = draw(text, true);
      expect(container.querySelectorAll('.brush')).toHaveLength(1);
      cleanup();
    }
  });

  it('Y22 has headings one below the other, whatever their marks say, also while it is written', () => {
    const text = '### 开头\n\n字。\n\n# 一\n\n#### 甲\n\n> ## 引\n\n### 乙\n字。\n\n## 丙\n\n##### 丁';
    const expected = ['H3 开头', 'H3 一', 'H4 甲', 'H4 引', 'H4 乙', 'H4 丙', 'H5 丁'];
    for (const isLive of [false, true]) {
      const headings = [...draw(text, isLive).querySelectorAll('h3, h4, h5, h6')];
      expect(headings.map(({ tagName, textContent }) => `${tagName} ${textContent}`)).toEqual(expected);
      cleanup();
    }
  });

  it('Y22 has them so in a long text that is drawn piece by piece', () => {
    const part = (heading: string) => `${heading}\n\n${`${'字'.repeat(1000)}\n\n`.repeat(5)}`;
    const headings = draw(['# 一', '## 甲', '### 子', '## 乙'].map(part).join('')).querySelectorAll('h3, h4, h5, h6');
    expect([...headings].map(({ tagName, textContent }) => `${tagName} ${textContent}`)).toEqual(['H3 一', 'H4 甲', 'H5 子', 'H4 乙']);
  });

  it('makes no elements of raw HTML and fetches no image', () => {
    const container = draw('<img src=x onerror=alert(1)><script>1</script> ![图](https://a.example/x.png) [点](javascript:alert(1))');
    expect(container.querySelectorAll('img, script, iframe')).toHaveLength(0);
    expect(container.textContent).toContain('<script>1</script>');
    const links = [...container.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://a.example/x.png']);
    expect(links[0]?.rel).toBe('noopener noreferrer');
    expect(links[0]?.textContent).toContain('a.example');
  });

  it('keeps the lines of verses, and headings below the page’s own', () => {
    const container = draw('# 静夜思\n\n床前明月光，\n疑是地上霜。');
    expect(container.querySelector('h3')?.textContent).toBe('静夜思');
    expect(container.querySelectorAll('p br')).toHaveLength(1);
  });

  it('shows code as it is, to be copied', () => {
    const container = draw('```unknown-language\n<b>&amp;</b>\n```');
    expect(container.querySelector('pre')?.textContent).toBe('<b>&amp;</b>');
    expect(container.querySelector('figure button')).not.toBeNull();
  });
});
