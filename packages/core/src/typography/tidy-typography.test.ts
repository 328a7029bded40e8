import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typographyExamples, typographyRuleNames } from '@maobi/contract';
import { tidyTypography } from './tidy-typography.ts';

describe('each rule by itself', () => {
  it.each(typographyRuleNames)('X4 %s does what its example says, and nothing when it is left out', (rule) => {
    const { before, after } = typographyExamples[rule];
    const others = typographyRuleNames.filter((name) => name !== rule);
    expect(tidyTypography(before, others)).toBe(after);
    expect(tidyTypography(before, [rule])).toBe(before);
  });
});

describe('tidyTypography', () => {
  it.each([
    ['我用Python写了3个程序。', '我用 Python 写了 3 个程序。'],
    ['增长了10%的用户,其中5%来自海外.', '增长了 10% 的用户，其中 5% 来自海外。'],
    ['你好, 世界!你好吗?', '你好，世界！你好吗？'],
    ['他说:"今天很好."然后走了', '他说：“今天很好。”然后走了'],
    ['等等...我想想。。。算了…', '等等……我想想……算了……'],
    ['北京--中国的首都', '北京——中国的首都'],
    ['北京—上海高铁', '北京—上海高铁'],
    ['北京(Beijing)是首都', '北京（Beijing）是首都'],
    ['ＡＩ写作２０２６', 'AI 写作 2026'],
    ['这很重要，，真的。。', '这很重要，真的。'],
    ['太好了！！！！！', '太好了！！！'],
    ['价格是 3,000.5 元,时间是 12:30', '价格是 3,000.5 元，时间是 12:30'],
    ['函数 f(x) 的值', '函数 f(x) 的值'],
    ["所谓'学习'，不是 don't", "所谓‘学习’，不是 don't"],
    ['一.引言\n内容很多.', '一.引言\n内容很多。'],
    ['GPT-4,它的成绩很好', 'GPT-4，它的成绩很好'],
    ['你好 ，世界 。 再见', '你好，世界。再见'],
    ['Hello，world！It is（very）good。', 'Hello, world! It is (very) good.'],
    ['A plain "English" text, with ... dots -- and dashes.', 'A plain "English" text, with ... dots -- and dashes.'],
  ])('%j becomes %j', (text, tidied) => {
    expect(tidyTypography(text)).toBe(tidied);
  });

  it.each([
    '```python\nprint("你好,世界")\n```',
    '用`a,b`和``x`y,中``',
    '公式$a,b中$与$$\n中,文\n$$',
    '见https://example.com/中文?a=1,b',
    '[链接](https://a.b/c,d文)',
    '<span title="中,文">字</span>',
    '邮箱me@ex.com',
    '| 甲 | 乙 |\n|:--|--:|\n| 一 | 二 |',
    '转义\\,字符',
    '    缩进,代码ABC',
    '---\ntitle: 中文,abc标题\n---\n正文',
    '~~~\n未闭合,的code',
    '表情:smile:好',
    '[a]: https://x.y 中文,abc',
  ])('leaves code, math and addresses alone: %j', (text) => {
    const kept = text.replaceAll(/(?<=\p{Script=Han}) ?(?=[A-Za-z`$<])/gu, '');
    expect(tidyTypography(text).replaceAll(/(?<=\p{Script=Han}) ?(?=[A-Za-z`$<])/gu, '')).toBe(kept);
  });

  it('leaves out what is not wanted', () => {
    expect(tidyTypography('我用Python,很好', ['spacing'])).toBe('我用Python，很好');
    expect(tidyTypography('我用Python,很好', ['punctuation'])).toBe('我用 Python,很好');
  });

  const marks = `中|文|字|一|a|Z|word|3|10%|,|.|!|?|;|:|"|'|(|)|[|]|，|。|！|？|；|：|、|“|”|（|）|《|》|…|...|。。|—|--|-| |  |*|**|#|> |- |1. |Ａ|９`;
  const markup = '`¦```¦$¦$$¦https://a.b/c¦m@x.yz¦<b>¦](u)¦\\¦    ¦~~~¦:smile:¦---¦|¦\n¦\n\n';
  const piece = fc.constantFrom(...marks.split('|'), ...markup.split('¦'));
  const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  it('changes nothing in what it has tidied, in 10,000 texts', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tidied = tidyTypography(text);
        expect(tidyTypography(tidied)).toBe(tidied);
      }),
      { numRuns: 10_000 },
    );
  });

  it('never loses a letter or a digit, and never adds one, in 10,000 texts', () => {
    const letters = (text: string) => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(texts, (text) => {
        expect(letters(tidyTypography(text))).toBe(letters(text));
      }),
      { numRuns: 10_000 },
    );
  });

  it('keeps code, addresses and math as they are, wherever they stand, in 10,000 texts', () => {
    const inLine =
      '`a,b中 "文"`¦``x`y,中``¦$a,b中$¦https://a.b/c?d=1,2¦[字](https://a.b/c,d文)¦<span title="中,a">¦<!-- 中,a -->¦\\(中,a\\)';
    const blocks = '\n```js\nlet 中=",a文";\n```\n¦\n~~~\n中,文abc\n~~~\n¦\n    中,文abc\n¦\n$$\n中,文\n$$\n';
    const kept = fc.constantFrom(...inLine.split('¦'), ...blocks.split('¦'));
    const words = fc.array(fc.constantFrom('中文', 'word', '3', ',', '.', '"', '，', '。', ' ', '...', '--', '(字)'), { maxLength: 8 });
    const passages = fc.array(fc.tuple(words, kept), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(passages, (parts) => {
        const tidied = tidyTypography(parts.map(([free, piece]) => `${free.join('')} ${piece} `).join(''));
        let at = 0;
        for (const [, piece] of parts) {
          const address = piece.replace('[字]', '').trim();
          const found = tidied.indexOf(address, at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + address.length;
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
