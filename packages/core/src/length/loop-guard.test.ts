import { describe, expect, it } from 'vitest';
import { findLoop } from './loop-guard.ts';

const sentence = '春天的风从河面上吹过来，岸边的柳树一夜之间绿了。';

describe('findLoop', () => {
  it('finds the same twelve units for the third time, and keeps what came before the second', () => {
    const text = `开头的话。${sentence}${sentence}${sentence}`;
    expect(findLoop(text)).toBe(`开头的话。${sentence}`.length);
    expect(findLoop(`开头的话。${sentence}${sentence}`)).toBeNull();
  });

  it('counts words in English, not letters', () => {
    const refrain = 'and the river keeps on running to the sea where nobody waits for it ';
    expect(findLoop(refrain.repeat(3))).toBe(refrain.length);
    expect(findLoop('The government said. The government asked. The government left. The government came back.')).toBeNull();
  });

  it('finds a text that varies only a few words', () => {
    const text = Array.from({ length: 40 }, (_, index) => `他说好，她说${'一二三四五六七八九十'[index % 10]}，`).join('');
    expect(findLoop(text)).not.toBeNull();
  });

  it('leaves code and tables alone', () => {
    const line = 'button = Button(root, text="1", command=lambda: press(1), width=4, height=2)\n';
    expect(findLoop(`看代码：\n\n\`\`\`python\n${line.repeat(12)}\`\`\`\n`)).toBeNull();
    expect(findLoop('| 姓名 | 今天完成的主要工作内容和存在的问题 |\n'.repeat(10))).toBeNull();
  });

  it('looks at the end only: a refrain far back is no loop', () => {
    const far = Array.from({ length: 500 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
    expect(findLoop(sentence.repeat(3) + far)).toBeNull();
  });
});
