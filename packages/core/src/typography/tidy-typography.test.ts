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

  it.each([
    '见[React文档]。\n\n[React文档]: https://a.cn',
    '见[react  文档][]和![图a][]。\n\n[React 文档]: /中,文a\n> [图a]: /图,a',
    '[说明][Vue文档]，很好\n\n[vue文档]:\n  /中,文a "题,a"',
    '好[^React注]。\n\n[^React注]: 说明',
    '## 标题 {#React锚 .a中}',
    '见[[React笔记]]和![[图a,中|文b]]',
    '<code>const s = "中文"; // 注释,a</code>',
    '<pre class="a">\n"中文",a\n\n中b, `c\n</pre>',
    '<script>\nlet s = "中文";\n\n// 注释,a\n</script>',
    '按<KBD>中a</KBD>，得<samp>好,b中</samp>',
    '<style>/* 中,a */</style><textarea>中,a</textarea><math><mi>中,a</mi></math>',
    '+++\ntitle = "中文,abc标题"\n\n[参数a]\n+++\n正文',
    '+++\r\na = "中,a"\r\n+++\r\n式$f(x) = 1,\r\n中a$成立',
    '式$f(x) = 1,\ny为中文,x...$成立',
    '> 式$f(x) = 1,\n> y为中文,\\$x...$成立',
    '式\\(a,\n中b\\)成立',
    '见https://zh.wikipedia.org/wiki/中文,维基。',
    'https://a.cn/b(中,文)c，好',
    '写信到mailto:中,文@例子.cn 吧',
    '在file:///home/用,户/甲a 里',
    '见https://a.cn看看,b甲',
    '见https://a.cn其中$f(x) = 1,\n中a$，好',
    'https://a.cn/?$filter=甲,b&$top=1,甲',
  ])('T1 leaves every character of %j', (text) => {
    expect(tidyTypography(text)).toBe(text);
  });

  it.each([
    ['见[React文档](https://a.cn)和[Vue文档]', '见[React 文档](https://a.cn)和[Vue 文档]'],
    ['[说明a文][Vue文档],好\n\n[Vue文档]: https://a.cn', '[说明 a 文][Vue文档]，好\n\n[Vue文档]: https://a.cn'],
    ['[^React注]: 用Python,好', '[^React注]: 用 Python，好'],
    ['用`<code>`标签,再用`</code>`', '用`<code>`标签，再用`</code>`'],
    ['用<code>a标签,好', '用<code>a 标签，好'],
    ['只有$x便宜,好\n很贵,好', '只有$x 便宜，好\n很贵，好'],
    ['只要$5,便宜\n我以$计,好', '只要$5，便宜\n我以$计，好'],
    ['花$100,好\n不是$200,好', '花$100，好\n不是$200，好'],
    ['以$x计,好\n\n我以$计,好', '以$x 计，好\n\n我以$计，好'],
    ['以$x计,好\r\n\r\n我以$计,好', '以$x 计，好\r\n\r\n我以$计，好'],
    ['见https://a.cn，中a和b,好', '见https://a.cn，中 a 和 b，好'],
    ['见https://a.cn, 看看Python', '见https://a.cn，看看 Python'],
    ['正文\n+++\n用a,好\n+++', '正文\n+++\n用 a，好\n+++'],
  ])('sets what only stands beside it: %j becomes %j', (text, tidied) => {
    expect(tidyTypography(text)).toBe(tidied);
  });

  it('leaves out what is not wanted', () => {
    expect(tidyTypography('我用Python,很好', ['spacing'])).toBe('我用Python，很好');
    expect(tidyTypography('我用Python,很好', ['punctuation'])).toBe('我用 Python,很好');
  });

  const marks = `中|文|字|一|a|Z|word|3|10%|,|.|!|?|;|:|"|'|(|)|[|]|，|。|！|？|；|：|、|“|”|（|）|《|》|…|...|。。|—|--|-| |  |*|**|#|> |- |1. |Ａ|９`;
  const markup = '`¦```¦$¦$$¦https://a.b/c¦m@x.yz¦<b>¦](u)¦\\¦    ¦~~~¦:smile:¦---¦|¦\n¦\n\n';
  const labels =
    '[a文]¦[文][a文]¦\n\n[a文]: /a,文\n¦[^a注]¦{#a文}¦[[a文]]¦<code>¦</code>¦<pre>¦</pre>¦+++\n¦$x,\n¦https://a.cn/中,a¦mailto:¦\\(¦\\)';
  const piece = fc.constantFrom(...marks.split('|'), ...markup.split('¦'), ...labels.split('¦'));
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
    const inLine = '`a,b中 "文"`¦``x`y,中``¦$a,b中$¦https://a.b/c?d=1,2¦](https://a.b/c,d文)¦<span title="中,a">¦<!-- 中,a -->¦\\(中,a\\)';
    const inHtml = '<code>"中文"; // 注,a</code>¦<kbd>中a</kbd>¦<samp>中,a</samp>¦<pre>"中"\n\n中,a</pre>¦<script>"中,a"</script>';
    const labels = '[a文档]¦[A文档][]¦][b,文档]¦![a文档]¦[^a注,b]¦{#a锚}¦[[a笔,记]]¦![[a图|中,b]]';
    const addresses = 'https://a.cn/wiki/中文,维a¦https://a.cn/b(中,a)c¦mailto:中,a@b.cn¦file:///用,a/户¦$f(x) = 1,\ny为中,x...$';
    const blocks = '\n```js\nlet 中=",a文";\n```\n¦\n~~~\n中,文abc\n~~~\n¦\n    中,文abc\n¦\n$$\n中,文\n$$\n';
    const pieces = [inLine, inHtml, labels, addresses, blocks].flatMap((kind) => kind.split('¦'));
    const kept = fc.constantFrom(...pieces.map((piece) => ({ piece, written: piece.startsWith(']') ? `[字${piece}` : piece })));
    const word = fc.constantFrom('中文', 'word', '3', ',', '.', '"', '，', '。', ' ', '...', '--', '(字)');
    // Four spaces where a line begins would be code.
    const words = fc.array(word, { maxLength: 8 }).map((some) => some.join('').replaceAll(/ +/gu, ' '));
    const beside = fc.constantFrom(' ', '中', '，', '。');
    const passages = fc.array(fc.tuple(words, beside, kept, beside), { minLength: 1, maxLength: 4 });
    const front = fc.constantFrom('', '---\na: 中,b\n---\n', '+++\na = "中,b"\n+++\n');
    const definitions = '\n\n[a文档]: /中,a\n[b,文档]: https://a.cn/中,a "题,a"\n';
    fc.assert(
      fc.property(front, passages, (start, parts) => {
        const passage = parts.map(([free, before, { written }, after]) => free + before + written + after).join('');
        const tidied = tidyTypography(start + passage + definitions);
        expect([tidied.slice(0, start.length), tidied.slice(-definitions.length)]).toEqual([start, definitions]);
        let at = start.length;
        for (const { piece } of parts.map(([, , part]) => part)) {
          const found = tidied.indexOf(piece.trim(), at);
          expect(found, `${piece} in ${tidied}`).toBeGreaterThanOrEqual(at);
          at = found + piece.trim().length;
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
