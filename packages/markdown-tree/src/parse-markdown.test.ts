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

  it.each([
    ['\\[ x\n\n\\[ y \\]', [['paragraph', 'text [ x'], 'math y']],
    ['$$ x\n文\n\n$$ y\n$$', [['paragraph', 'text $$ x\n文'], 'math y']],
    ['$$$ x\n$$ y $$', [['paragraph', 'text $$$ x'], 'math y']],
    [
      '\\(a\n\n\\(b\\)',
      [
        ['paragraph', 'text (a'],
        ['paragraph', 'inlineMath b'],
      ],
    ],
    ['$a \\(b\\)', [['paragraph', 'text $a', 'inlineMath b']]],
  ])('are found behind one that has no end: %j', (source, tree) => {
    expect(parse(source)).toEqual(tree);
  });

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

describe('lists and quotations in one another', () => {
  const depthOf = (node: Nodes): number =>
    ('children' in node ? Math.max(0, ...node.children.map(depthOf)) : 0) + (node.type === 'list' ? 1 : 0);

  it.each([
    ['on one line', `${'- '.repeat(100)}x`],
    ['line by line', Array.from({ length: 100 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ])('end where nobody can follow them any more, with nothing lost: %s', (_, source) => {
    const tree = parseMarkdown(source);
    expect(depthOf(tree)).toBe(32);
    expect(tree.position?.end.offset).toBe(source.length);
    expect(JSON.stringify(tree)).toContain('- x"');
  });

  it('go on item by item', () => {
    expect(parse('> - a\n>   1. b\n>   2. c\n> - d')).toEqual([
      [
        'blockquote',
        [
          'list',
          ['listItem', ['paragraph', 'text a'], ['list', ['listItem', ['paragraph', 'text b']], ['listItem', ['paragraph', 'text c']]]],
          ['listItem', ['paragraph', 'text d']],
        ],
      ],
    ]);
  });
});
