import { exportPresets, type ExportPreset } from '@maobi/contract';
import type { PageDocument, PageSection } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { makePage } from './make-page.ts';

const imageName = `${'a'.repeat(32)}-40x30.png`;

function page(sections: readonly (string | PageSection)[], more: Partial<PageDocument> = {}): Promise<string> {
  return makePage({
    title: '城市养蜂人',
    language: 'zh',
    preset: 'plain',
    images: new Map([[imageName, 'data:image/png;base64,AAAA']]),
    ...more,
    sections: sections.map((section) => (typeof section === 'string' ? { heading: null, text: section } : section)),
  });
}

/** What stands on the page, without its style. */
async function body(sections: readonly (string | PageSection)[], more: Partial<PageDocument> = {}): Promise<string> {
  const html = await page(sections, more);
  return html.slice(html.indexOf('<main>'));
}

const three: readonly PageSection[] = [
  { heading: '现状', text: '正文一。\n\n#### 花粉\n\n正文。' },
  { heading: '风险', text: '正文二。' },
  { heading: '下一步', text: '正文三。' },
];

describe('P50 a page', () => {
  it.each(exportPresets)('stands by itself, in the language of its document, as %s', async (preset) => {
    const html = await page(three, { preset });
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh">/u);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
    expect(html).toContain('<title>城市养蜂人</title>');
    expect(html).toContain('size: A4;');
    expect(html).toMatch(/@bottom-center \{ content: counter\(page\)/u);
    expect(html).not.toMatch(/<script|<link|@import|url\(|https?:/u);
    for (const { text } of three) expect(html).toContain(text.slice(0, 4));
    expect(await page(three, { preset, language: 'en' })).toContain('<html lang="en">');
  });

  it('brings images with it, and of others says where they are and fetches nothing', async () => {
    const html = await body([
      `![蜂箱](/api/images/${imageName}) ![又一张](http://127.0.0.1:4160/api/images/${imageName})\n\n![远处](https://elsewhere.example/a.png)`,
    ]);
    expect(html.match(/<img src="data:image\/png;base64,AAAA" alt="[^"]+" width="40" height="30">/gu)).toHaveLength(2);
    expect(html).toContain('<a href="https://elsewhere.example/a.png" class="away" rel="noopener noreferrer">［图片］ 远处</a>');
    expect(await body([`![蜂箱](/api/images/${imageName})`], { images: new Map() })).toContain('［图片已不在］ 蜂箱');
  });

  it('sets formulas in MathML, and shows the source of one that cannot be read', async () => {
    const html = await body(['$x^2$\n\n$$\\frac{1}{2}$$\n\n$\\frac{$ 和 \\(\\unknown\\)']);
    expect(html).toContain('<msup><mi>x</mi><mn>2</mn></msup>');
    expect(html).toMatch(/<div class="formula">.*<mfrac>/u);
    expect(html).toContain('<code class="formula-source">\\unknown</code>');
  });

  it('has tables, lists, tasks and code', async () => {
    const html = await body([
      '| 甲 | 乙 |\n| --- | ---: |\n| 1 | 2 |\n\n3. 三\n4. 四\n\n- [x] 好\n- [ ] 没好\n\n```js\na < b;\n\nb();\n```',
    ]);
    expect(html).toContain('<th scope="col" class="to-right">乙</th>');
    expect(html).toContain('<ol class="tight" start="3">');
    expect(html).toContain('<span class="box">☑</span> <p>好</p>');
    expect(html).toContain('<pre data-language="js"><code><span class="line">a &lt; b;\n</span><span class="line">\n</span>');
  });

  it('numbers notes through the document, though each section begins its labels anew, and loses none', async () => {
    const html = await body([
      { heading: '甲', text: '一[^1]，又[^1]。\n\n[^1]: 甲注，见[^a]\n\n[^a]: 注中注' },
      { heading: '乙', text: '二[^1]，没有的[^z]。\n\n[^1]: 乙注\n[^9]: 没人提到的' },
    ]);
    expect(html).toContain('一<sup class="note" id="r1"><a href="#n1">1</a></sup>，又<sup class="note"><a href="#n1">1</a></sup>');
    expect(html).toContain('二<sup class="note" id="r2"><a href="#n2">2</a></sup>，没有的[^z]');
    expect([...html.matchAll(/<li id="n\d" value="(\d)"><p>(..)/gu)].map(([, number, words]) => [number, words])).toEqual([
      ['1', '甲注'],
      ['2', '乙注'],
      ['3', '注中'],
      ['4', '没人'],
    ]);
  });

  it('knows the label of a link that another section defines, and ends what one leaves open with it', async () => {
    const html = await body([
      { heading: '甲', text: '见[文档]。\n\n```\n[文档]: https://code.example' },
      { heading: '乙', text: '也见[文档]。' },
      { heading: '丙', text: '再见[文档]。\n\n[文档]: https://maobi.example/a' },
    ]);
    expect(html).toContain('见[文档]。');
    expect(html).toContain('也见<a href="https://maobi.example/a"');
    expect(html).not.toContain('href="https://code.example');
    expect(html).toContain('<h2 id="h2">乙</h2>');
  });

  it('takes the title that the text of a document of one section brings', async () => {
    const html = await page(['# 屋顶的**蜜蜂**\n\n正文\n\n### 花粉']);
    expect(html).toContain('<title>屋顶的蜜蜂</title>');
    expect(html).toContain('<h1>屋顶的<strong>蜜蜂</strong></h1>');
    expect(html).toContain('<h2 id="h1">花粉</h2>');
    expect(html).not.toContain('城市养蜂人');
  });

  it.each([
    ['<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) <javascript:alert(1)>'],
    ['[x]: javascript:alert(1)\n\n[x] ![x]'],
    ['![" onerror="alert(1)](https://a.example/"onload="x)'],
    ['```"><script>alert(1)</script>\nx\n```'],
    ['$\\href{javascript:alert(1)}{x}$ $\\htmlData{a=b}{x}$ $\\includegraphics{https://a.example/x.png}$'],
    ['[^"><svg onload=alert(1)>]\n\n[^"><svg onload=alert(1)>]: x'],
    ['</style></main><iframe src="//a.example">\n\n| </td><script> |\n| --- |\n| <b onclick=x> |'],
  ])('shows hostile text as text: %s', async (text) => {
    for (const preset of exportPresets) {
      const html = await page([{ heading: text.slice(0, 60), text }], { preset, title: text });
      const tags = html.replace(/<style>[\s\S]*?<\/style>/u, '').match(/<[^>]*>/gu) ?? [];
      expect(tags.filter((tag) => /^<\/?(?:script|iframe|svg|object|embed|form|base)\b/iu.test(tag))).toEqual([]);
      expect(tags.filter((tag) => /\son\w+\s*=/iu.test(tag.replaceAll(/"[^"]*"/gu, '""')))).toEqual([]);
      expect(tags.filter((tag) => /(?:href|src)="(?!https?:|data:image\/|#|mailto:)/iu.test(tag))).toEqual([]);
      expect(tags.filter((tag) => /src="http/iu.test(tag))).toEqual([]);
    }
  });
});

const styleOf = async (preset: ExportPreset, language: 'zh' | 'en') =>
  (await page(['文'], { preset, language })).replace(/<main>[\s\S]*/u, '');

describe('P51 presets', () => {
  it.each(['essay', 'paper', 'story', 'letter', 'report'] as const)('begin a Chinese paragraph of %s two characters in', async (preset) => {
    expect(await styleOf(preset, 'zh')).toContain('main > p, section > p { text-indent: 2em;');
  });

  it.each(['plain', 'code'] as const)('part paragraphs of %s by room', async (preset) => {
    const style = await styleOf(preset, 'zh');
    expect(style).toContain('main > p, section > p { margin-block: 0 .8em; }');
    expect(style).not.toContain('text-indent: 2em');
  });

  it('set each kind with lines as far apart as Chinese is read well, and with fonts of its own', async () => {
    for (const preset of exportPresets) {
      const style = await styleOf(preset, 'zh');
      const [, lineHeight = ''] = /body \{[^}]*font: [\d.]+pt\/([\d.]+) /u.exec(style) ?? [];
      expect(Number(lineHeight)).toBeGreaterThanOrEqual(1.5);
      expect(Number(lineHeight)).toBeLessThanOrEqual(1.8);
    }
    const first = (style: string) => /body \{[^}]*font: [^;]+/u.exec(style)?.[0] ?? '';
    expect(first(await styleOf('essay', 'zh'))).toContain('SimSun');
    expect(first(await styleOf('plain', 'zh'))).toContain('SimHei');
    expect(first(await styleOf('report', 'zh'))).toContain('FangSong');
    expect(first(await styleOf('essay', 'en'))).toMatch(/pt\/[\d.]+ "Times New Roman"/u);
  });

  it('letter: stands without a title, with the greeting and the signature in their places', async () => {
    const html = await body(['主题：样品\n\n王经理：\n\n您好。样品推迟到三月。\n\n此致\n敬礼\n\n采购部 林岚\n3月2日'], {
      preset: 'letter',
    });
    expect(html).not.toContain('<h1');
    expect(html).not.toContain('城市养蜂人');
    expect(html).toContain('<p class="subject">主题：样品</p>\n<p class="salutation">王经理：</p>\n<p>您好。');
    expect(html).toContain('<p>此致<br>\n敬礼</p>\n<p class="signature">采购部 林岚<br>\n3月2日</p>');
    const titled = await body(['# 关于样品\n\nDear Ms Calder,\n\nThe samples are late.'], { preset: 'letter' });
    expect(titled).toContain('<p class="subject">关于样品</p>\n<p class="salutation">Dear Ms Calder,</p>');
    const plain = await body(['样品推迟到三月，包装厂停电两天，请周三前回复。'], { preset: 'letter' });
    expect(plain).toContain('<p>样品推迟');
  });

  it('report: has contents and numbered headings where it has several sections', async () => {
    const html = await body(three, { preset: 'report' });
    expect(html).toContain('<li class="at-3"><a href="#h2">1.1 花粉</a></li>');
    expect(html).toContain('<h3 id="h2"><span class="number">1.1</span> 花粉</h3>');
    expect(html).toContain('<h2 id="h4"><span class="number">3</span> 下一步</h2>');
    expect(await body(three.slice(0, 2), { preset: 'report' })).not.toContain('class="contents"');
    expect(await body(three, { preset: 'essay' })).not.toMatch(/class="(?:contents|number)"/u);
  });

  it('report: leaves headings as they are where the writer numbers them', async () => {
    const html = await body([{ heading: '一、现状', text: '正文' }, ...three.slice(1)], { preset: 'report' });
    expect(html).toContain('<h2 id="h1">一、现状</h2>');
    expect(html).not.toContain('class="number"');
    const years = await body([{ heading: '2026 年的计划', text: '正文' }], { preset: 'report' });
    expect(years).toContain('<span class="number">1</span> 2026 年的计划');
  });

  it('script: gives each line of a paragraph its own, and says apart who speaks and where a scene begins', async () => {
    const html = await body(
      ['第一场 天台\n阿木：水够了吗？\n老秦（头也不抬）：再等等。\n他抬头看 https://a.example。\n\n**旁白**：天亮了。\n\n**Tam:** Yes.'],
      {
        preset: 'script',
      },
    );
    expect(html).toContain('<p class="scene">第一场 天台</p>\n<p class="speech"><b>阿木：</b> 水够了吗？</p>');
    expect(html).toContain('<p class="speech"><b>老秦（头也不抬）：</b> 再等等。</p>\n<p>他抬头看');
    expect(html).toContain('<p class="speech"><b>旁白：</b> 天亮了。</p>\n<p class="speech"><b>Tam:</b> Yes.</p>');
    expect(await styleOf('script', 'zh')).toContain('thead { display: table-header-group; }');
  });

  it('paper: sets an abstract and references apart, and its tables with three lines', async () => {
    const html = await body(
      [
        { heading: '一、摘要', text: '略。' },
        { heading: 'References', text: '[1] A.' },
        { heading: '讨论', text: '略。' },
      ],
      {
        preset: 'paper',
      },
    );
    expect(html).toContain('<section class="abstract">\n<h2 id="h1">一、摘要</h2>');
    expect(html).toContain('<section class="references">');
    expect(html).toContain('<section>\n<h2 id="h3">讨论');
    const style = await styleOf('paper', 'zh');
    expect(style).toContain('table { border-block: 1.5pt solid #000;');
    // one that stands elsewhere keeps its distance
    expect(style).toContain('.abstract:first-of-type h2 { margin-top: 0; }');
  });

  it('story: parts scenes by stars; code: numbers lines', async () => {
    expect(await styleOf('story', 'zh')).toContain('hr::after { content: "＊　＊　＊"');
    expect(await styleOf('code', 'zh')).toContain('.line::before { content: counter(line);');
    expect(await styleOf('plain', 'zh')).not.toMatch(/counter\(line\)|hr::after/u);
  });
});
