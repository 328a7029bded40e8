import { documentMarkdown, plainBrief, type Section } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { readTextFile } from './text-file.ts';

const shape = async (name: string, text: string) => {
  const { title, sections } = await readTextFile(name, text);
  return { title, sections: sections.map((section) => [section.heading, section.points, section.text]) };
};

describe('a file that becomes a document', () => {
  it('Y4 takes title and sections from the headings of Markdown, whatever their level', async () => {
    const text = '\uFEFF# 桥\r\n\r\n先说一句。\r\n\r\n## 石桥\r\n\r\n石头的。\r\n\r\n### 细处\r\n\r\n更细。\r\n\r\n## 木桥 ##\r\n';
    expect(await shape('桥.md', text)).toEqual({
      title: '桥',
      sections: [
        ['桥', [], '先说一句。'],
        ['石桥', [], '石头的。\n\n### 细处\n\n更细。'],
        ['木桥', [], ''],
      ],
    });
    expect(await shape('notes.md', '### One\ntext\n### Two\nmore')).toEqual({
      title: 'notes',
      sections: [
        ['One', [], 'text'],
        ['Two', [], 'more'],
      ],
    });
  });

  it.each([
    '# 桥\n\n先说一句。\n\n## 石桥\n\n石头的。\n\n### 细处\n\n更细。\n\n## 木桥\n\n木头的。\n',
    '# 信\n\n没有小标题。\n\n- 一\n- 二\n',
    '# A\n\n## B\n\n```sh\n# no heading\n```\n\n## C\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n',
    '# A\n\n## B\n\n```md\n~~~\n## no heading\n```\n\n## C\n\nmore\n',
    '# A\n\n## B\n\n````md\n```\n## no heading\n```\n## nor this\n````\n\n## C\n\nmore\n',
    '# A\n\n## B\n\n~~~\n```\n## no heading\n~~~~\n\n## C\n\nmore\n',
    '# C#\n\nfirst\n\n## F# and C#\n\nmore\n',
    `# 桥\n\n## 石桥\n\n一。\n\n## ${'长'.repeat(201)}\n\n二。\n\n## ${'长'.repeat(200)}\n\n三。\n`,
    `# ${'长'.repeat(201)}\n\n一。\n`,
    '# 桥\n\n　　先说一句。\n\n## 石桥\n\n　　石头的。\n\n　　再说。\n\n## 代码\n\n    x = 1\n',
  ])('Y4 is exported as it was opened (%#)', async (text) => {
    const { title, sections } = await readTextFile('x.md', text);
    const stored = sections.map((section) => ({ heading: section.heading, version: { text: section.text } }) as Section);
    expect(documentMarkdown({ title, brief: plainBrief({ topic: title, language: 'zh', words: 800 }) }, stored)).toBe(text);
  });

  it('Y4 leaves alone what looks like a heading in code', async () => {
    expect((await shape('a.md', '# A\n\n## B\n```sh\n# no heading\n## nor this\n```\n')).sections).toEqual([
      ['B', [], '```sh\n# no heading\n## nor this\n```'],
    ]);
  });

  it('Y4 takes numbered lines with list items for an outline', async () => {
    expect(await shape('提纲.txt', '一、引言\n- 场面\n- 论点\n\n二、理由\n第三节 结论')).toEqual({
      title: '提纲',
      sections: [
        ['引言', ['场面', '论点'], ''],
        ['理由', [], ''],
        ['结论', [], ''],
      ],
    });
    expect((await shape('list.md', '# List\n1. One\n2) Two')).sections).toEqual([
      ['One', [], ''],
      ['Two', [], ''],
    ]);
  });

  it('Y4 keeps every point of an outline, and takes what is too long for one as a text', async () => {
    const points = Array.from({ length: 45 }, (_, index) => `要点${index}`);
    const rows = (await shape('提纲.md', `1. 引言\n${points.map((point) => `- ${point}`).join('\n')}\n2. 结论`)).sections;
    expect(rows.map(([heading]) => heading)).toEqual(['引言', '引言（2）', '引言（3）', '结论']);
    expect(rows.flatMap(([, own]) => own)).toEqual(points);
    for (const text of [
      `1. 引言\n- ${'长'.repeat(501)}\n2. 结论`,
      `1. ${'长'.repeat(201)}\n2. 结论`,
      points
        .map((_, index) => `${index}. 行`)
        .join('\n')
        .repeat(5),
    ])
      expect((await shape('提纲.md', text)).sections.map(([, , own]) => own)).toEqual([text]);
  });

  it('Y4 takes everything else as one section', async () => {
    expect(await shape('letter.txt', '1. 这是一封信。\n\n没有标题。\n')).toEqual({
      title: 'letter',
      sections: [['letter', [], '1. 这是一封信。\n\n没有标题。']],
    });
    expect((await shape('.txt', '')).sections).toHaveLength(1);
  });

  it('Z6 cuts behind a block of code, whatever fences stand in it', async () => {
    const code = `~~~~\n~~~\n\`\`\`\n${'a line\n\n'.repeat(1000)}~~~~`;
    const texts = (await readTextFile('x.md', `${'Words.\n\n'.repeat(2400)}${code}\n\nThe end.`)).sections.map(({ text }) => text);
    expect(texts.filter((text) => text.includes('a line'))).toEqual([`${code}\n\nThe end.`]);
  });

  it('Z6 makes several sections of one that is too long to be worked on, at its paragraphs, and loses nothing', async () => {
    const paragraphs = Array.from({ length: 3000 }, (_, index) => `第${index}段，讲一个故事。`);
    const { sections } = await readTextFile('书.txt', paragraphs.join('\n\n'));
    expect(sections.map(({ heading }) => heading).slice(0, 2)).toEqual(['书', '书（2）']);
    expect(Math.max(...sections.map(({ text }) => text.length))).toBeLessThanOrEqual(20_000);
    expect(sections.map(({ text }) => text).join('\n\n')).toBe(paragraphs.join('\n\n'));
  });

  it.each([
    ['Markdown', (bytes: string) => `![图](data:image/png;base64,${bytes} "题")`],
    ['HTML', (bytes: string) => `<img alt="图" src="data:image/png;base64,${bytes}" width="3">`],
    ['lines of a fixed length', (bytes: string) => `<img src="data:image/png;base64,${bytes.replaceAll(/.{76}/gu, '$&\n')}">`],
  ])('Z6 keeps an image whole that is longer than a section, as %s', async (_name, written) => {
    const images = ['iVBO', '/9j+'].map((letters) => written(letters.repeat(8000)));
    const words = '讲一个故事。'.repeat(2000);
    const { sections } = await readTextFile('书.md', [words, ...images, `${words}后${images[0]}完`].join('\n\n'));
    const texts = sections.map(({ text }) => text);
    for (const image of images) expect(texts.some((text) => text.includes(image))).toBe(true);
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.join('').replaceAll(/\s/gu, '')).toBe([words, ...images, `${words}后${images[0]}完`].join('').replaceAll(/\s/gu, ''));
    expect(texts.filter((text) => /iVBO|\/9j/u.test(text)).every((text) => text.includes('data:image'))).toBe(true);
  });

  it('Y4 keeps lengths within what a document can have, and no text gets lost', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `## S${index}\n\ntext ${index}`).join('\n\n');
    const { sections, words } = await readTextFile('many.md', many);
    expect(sections).toHaveLength(199);
    expect(sections.at(-1)?.text).toContain('text 249');
    expect(words).toBeGreaterThanOrEqual(50);
    expect((await readTextFile('long.txt', '字'.repeat(9000))).sections[0]?.target).toBe(5000);
    const long = '名'.repeat(200);
    const cut = await readTextFile('x.md', `## ${long}\n\n${'字字字字。\n\n'.repeat(4000)}`);
    expect(cut.sections.map(({ heading }) => heading)).toEqual([long, `${long.slice(0, 194)}（2）`]);
  });
});
