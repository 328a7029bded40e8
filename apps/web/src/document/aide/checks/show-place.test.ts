import { afterEach, describe, expect, it, vi } from 'vitest';
import { rangeFinder, rangeOf } from './show-place.ts';

afterEach(() => document.body.replaceChildren());

function drawn(html: readonly string[]): HTMLElement {
  const root = document.createElement('div');
  for (const text of html) {
    const paragraph = document.createElement('p');
    for (const part of text.split('|')) {
      const piece = document.createElement(part.startsWith('*') ? 'strong' : 'span');
      piece.textContent = part.replace('*', '');
      paragraph.append(piece);
    }
    root.append(paragraph);
  }
  document.body.append(root);
  return root;
}

describe('a place in the text (K4)', () => {
  it('is found in what was drawn of the Markdown, also across marks', () => {
    const markdown = '第一段，**很重要**的话。\n\n第二段：很重要。';
    const root = drawn(['第一段，|*很重要|的话。', '第二段：很重要。']);
    const at = (text: string) => ({ start: markdown.lastIndexOf(text), end: markdown.lastIndexOf(text) + text.length });
    expect(rangeOf(root, markdown, at('很重要。'))?.toString()).toBe('很重要。');
    expect(rangeOf(root, markdown, at('很重要。'))?.startContainer.textContent).toBe('第二段：很重要。');
    expect(rangeOf(root, markdown, at('段，**很重要**的'))?.toString()).toBe('段，很重要的');
    expect(rangeOf(drawn(['别的话']), markdown, at('第一段'))).toBeNull();
  });

  it('is found for many passages with the text read once', () => {
    const markdown = '一段，**很重要**的话。\n\n'.repeat(50);
    const root = drawn(Array.from({ length: 50 }, () => '一段，|*很重要|的话。'));
    const read = vi.spyOn(document, 'createTreeWalker');
    const find = rangeFinder(root, markdown);
    const starts = [...markdown.matchAll(/很重要/gu)].map(({ index }) => index);
    const nodes = starts.map((start) => find({ start, end: start + 3 })?.startContainer);
    expect(nodes).toEqual([...root.querySelectorAll('strong')].map(({ firstChild }) => firstChild));
    expect(read).toHaveBeenCalledTimes(1);
  });
});
