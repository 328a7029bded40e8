import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';

function short(node: Nodes): unknown {
  return 'children' in node ? [node.type, ...node.children.map(short)] : `${node.type} ${'value' in node ? node.value : ''}`.trim();
}

const parse = (source: string, options?: { isOpenEnded: boolean }) => parseMarkdown(source, options).children.map(short);

describe('formulas', () => {
  it.each([
    ['$x$ 与 \\(y\\)', [['paragraph', 'inlineMath x', 'text  与', 'inlineMath y']]],
    ['路程 $速度=\\frac{路程}{时间}$。', [['paragraph', 'text 路程', 'inlineMath 速度=\\frac{路程}{时间}', 'text 。']]],
    ['$$x$$', ['math x']],
    ['\\[\na\n+ b\n= c\n\\]\n后文', ['math a\n+ b\n= c', ['paragraph', 'text 后文']]],
    ['$$\\begin{a}\n- x\n\\end{a}$$\n文', ['math \\begin{a}\n- x\n\\end{a}', ['paragraph', 'text 文']]],
    ['$$\nx\n\ny\n$$\nz', ['math x\n\ny', ['paragraph', 'text z']]],
    ['文\n$$x$$\n文', [['paragraph', 'text 文'], 'math x', ['paragraph', 'text 文']]],
    ['\\[x\\]。', [['paragraph', 'inlineMath x', 'text 。']]],
    ['$\\$5$', [['paragraph', 'inlineMath \\$5']]],
  ])('are found in %j', (source, tree) => {
    expect(JSON.stringify(parse(source)).replaceAll(' "', '"')).toBe(JSON.stringify(tree).replaceAll(' "', '"'));
  });

  it.each(['价格 $5 和 $10', '花了$5，比$10便宜', '`\\(a\\)`', '\\\\(x\\\\)', '\\[ x', '$$ 没有结束\n\n后文 $$'])(
    'are not found in %j',
    (source) => {
      expect(JSON.stringify(parse(source))).not.toContain('ath ');
    },
  );

  it('stay in their list item or quotation', () => {
    expect(parse('- a\n\n  $$\n  x\n  $$\n- b')).toEqual([
      ['list', ['listItem', ['paragraph', 'text a'], 'math x'], ['listItem', ['paragraph', 'text b']]],
    ]);
    expect(parse('> $$\n> x\n文')).toEqual([
      ['blockquote', 'math x'],
      ['paragraph', 'text 文'],
    ]);
  });

  it('are display formulas before they close while the text is being written', () => {
    expect(parse('\\[ x', { isOpenEnded: true })).toEqual(['math x']);
    expect(parse('$$ x\ny', { isOpenEnded: true })).toEqual(['math x\ny']);
    expect(parse('\\[x\\]。', { isOpenEnded: true })).toEqual([['paragraph', 'inlineMath x', 'text 。']]);
  });
});

describe('Chinese text', () => {
  it('is bold and struck out beside its own punctuation', () => {
    expect(parse('**中文。**后 ~~删。~~后')).toEqual([
      ['paragraph', ['strong', 'text 中文。'], 'text 后', ['delete', 'text 删。'], 'text 后'],
    ]);
  });
});

describe('HTML and indentation', () => {
  it('are text', () => {
    expect(parse('<script>alert(1)</script>\n\n    缩进')).toEqual([
      ['paragraph', 'text <script>alert(1)</script>'],
      ['paragraph', 'text 缩进'],
    ]);
  });
});

describe('a byte order mark', () => {
  it('is left out where a text begins, and moves no place', () => {
    const [heading, list] = parseMarkdown('\uFEFF# 题\n\n- [ ] 事').children;
    expect([heading, list].map((block) => [block?.type, block?.position?.start.offset])).toEqual([
      ['heading', 1],
      ['list', 6],
    ]);
  });

  it('is a character like others where a part of a text begins', () => {
    const [block] = parseMarkdown('\uFEFF# 题', { isWithin: true }).children;
    expect(block && short(block)).toEqual(['paragraph', 'text \uFEFF# 题']);
    expect(block?.position?.end.offset).toBe(4);
  });
});
