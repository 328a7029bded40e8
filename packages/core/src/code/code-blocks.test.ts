import { describe, expect, it } from 'vitest';
import { codeBlocksOf } from './code-blocks.ts';

describe('codeBlocksOf', () => {
  it('finds fenced blocks with their language and place', () => {
    const text = 'Here:\n\n```Python title\nprint(1)\n```\n\n- item\n  ~~~\n  a ``` b\n  ~~~\n';
    expect(codeBlocksOf(text)).toEqual([
      { language: 'python', code: 'print(1)\n', line: 4, isClosed: true },
      { language: '', code: '  a ``` b\n', line: 9, isClosed: true },
    ]);
  });

  it('takes a block that is not closed to the end of the text', () => {
    expect(codeBlocksOf('```js\nlet a')).toEqual([{ language: 'js', code: 'let a', line: 2, isClosed: false }]);
    expect(codeBlocksOf('```js\n')).toEqual([{ language: 'js', code: '', line: 2, isClosed: false }]);
    expect(codeBlocksOf('no code')).toEqual([]);
  });
});
