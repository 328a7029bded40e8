import { parseMarkdown } from '@maobi/markdown-tree';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { emptySplit, splitFinished, splitFurther, type SplitText } from './split-blocks.ts';

/**
 * A tree without the places its nodes had in the text, and without empty lines at the end of code: where a fence is left open in a
 * list, the parser counts those that follow it in one way before a paragraph, in another before a list, in a third at the end.
 */
function bare(node: Nodes): unknown {
  const { position: _position, ...rest } = node;
  if (rest.type === 'code' || rest.type === 'math') return { ...rest, value: rest.value.replace(/\n+$/u, ''), data: undefined };
  return 'children' in rest ? { ...rest, children: rest.children.map(bare) } : rest;
}

const blocksOf = (source: string, isWithin = false) => parseMarkdown(source, { isWithin }).children.map(bare);

const blocksOfPieces = (text: string) => splitFinished(text).frozen.flatMap(({ start, source }) => blocksOf(source, start > 0));

const line = fc.constantFrom(
  '',
  '',
  '',
  '文字，**重点。**后',
  'words $x_1$ and `code`',
  '# 标题',
  '---',
  '===',
  '- 一',
  '* 二',
  '  - 三',
  '1. 甲',
  '   续',
  '    缩进',
  '```python',
  '```',
  '~~~',
  '  ```',
  '$$',
  '$$ x',
  'y $$',
  '\\[',
  '+ c',
  '\\]',
  '| a | b |',
  '|---|---|',
  '> 引',
  '>',
  '<div>',
  '</div>',
  '<!-- a',
  '-->',
  '- [ ] 事',
  '[未定义]',
  '\t制表',
  ' ',
  '\uFEFF- 四',
  '\uFEFF',
);
const anyText = fc.array(line, { maxLength: 24 }).map((lines) => lines.join('\n'));
const plainLine = fc.constantFrom(
  '',
  '',
  ' ',
  '\t',
  '\u3000首行',
  '\uFEFF# 标题',
  '文字，**重点。**后',
  '**粗**',
  '# 标题',
  '===',
  '| a | b |',
  '    缩进',
  'y $$',
  '\\(x\\)',
  '-5 度',
);
/** Nothing in it may hold a blank line. */
const plainText = fc.array(plainLine, { maxLength: 24 }).map((lines) => lines.join('\n'));
const document = fc.oneof(anyText, plainText);

describe('a growing text cut into blocks', () => {
  it('never changes what is frozen, however the text arrives, and loses nothing', () => {
    fc.assert(
      fc.property(document, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }), (text, steps) => {
        let split: SplitText = emptySplit;
        let end = 0;
        for (let index = 0; end < text.length; index++) {
          end = Math.min(text.length, end + (steps[index % steps.length] ?? 1));
          const next = splitFurther(split, text.slice(0, end));
          expect(next.frozen.slice(0, split.frozen.length)).toEqual(split.frozen);
          expect(next.frozen.map(({ source }) => source).join('') + next.tail).toBe(text.slice(0, end));
          split = next;
        }
        expect(splitFinished(text).frozen.slice(0, split.frozen.length)).toEqual(split.frozen);
      }),
      { numRuns: 400 },
    );
  });

  it('means the same as the whole text', () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(blocksOfPieces(text)).toEqual(blocksOf(text));
      }),
      { numRuns: 700 },
    );
  });

  it.each(['\n\uFEFF', '一\n\n\uFEFF', '\u3000'])('leaves out no text that looks blank: %j', (text) => {
    expect(blocksOfPieces(text)).toEqual(blocksOf(text));
  });

  it('keeps together a list that begins behind a byte order mark', () => {
    expect(splitFinished('\uFEFF- 四\n\n    续').frozen).toHaveLength(1);
  });

  it.each(['words $x_1$ and `code`', '1. 甲', '> 引'])('ends a fence that was left open where its list ends, before %j', (next) => {
    const text = `- [ ] 事\n  \`\`\`\n\n\n${next}`;
    expect(blocksOfPieces(text)).toEqual(blocksOf(text));
    expect(blocksOfPieces(text)).toHaveLength(2);
  });

  it('freezes a block as soon as the next one has begun after a blank line', () => {
    const one = splitFurther(emptySplit, '第一段\n\n第');
    expect(one).toEqual({ frozen: [], tail: '第一段\n\n第' });
    const two = splitFurther(one, '第一段\n\n第二段\n');
    expect(two).toEqual({ frozen: [{ start: 0, source: '第一段\n\n' }], tail: '第二段\n' });
  });

  it('keeps a list, an open fence and an open formula whole', () => {
    for (const open of ['- 一\n\n- 二\n\n  三\n', '```\na\n\nb\n\n', '$$\nx\n\ny\n']) {
      expect(splitFurther(emptySplit, open).frozen).toEqual([]);
    }
  });

  it('draws a text with definitions as one when it is complete', () => {
    const text = '见[资料][1]。\n\n后文\n\n[1]: https://example.org\n';
    expect(splitFinished(text).frozen).toEqual([{ start: 0, source: text }]);
  });
});
