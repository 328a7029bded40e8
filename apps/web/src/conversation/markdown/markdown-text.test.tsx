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

  it('shows where it is being written, once, behind the last word', () => {
    for (const text of ['', '文', '- 一\n- 二', '> 引', '| a | b |\n|---|---|\n| 1 | 2', '```js\nx']) {
      const container = draw(text, true);
      expect(container.querySelectorAll('.brush')).toHaveLength(1);
      cleanup();
    }
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
