import { documentWordsRange, imagesIn, plainBrief, type Template } from '@maobi/contract';
import { nextId, studiosOfTests, templatesOfTests, testTemplate } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { PageDocument } from '../ports/page-maker.ts';
import type { Studio } from '../studio.ts';

const open = studiosOfTests();
const letter = testTemplate({ id: 'letter', exportPreset: 'letter', shape: 'sections' });

/** A studio whose pages are what it was asked to lay out. */
function studioWith(templates: Template[]): Promise<Studio> {
  const makePage = async ({ images, ...document }: PageDocument) => JSON.stringify({ ...document, images: [...images] });
  return open({ templates: templatesOfTests(templates), makePage });
}

async function documentOf(studio: Studio, texts: readonly string[], template: string | null) {
  const brief = { ...plainBrief({ topic: '城市\n养蜂人', language: 'zh', words: documentWordsRange.default }), template };
  const { id, revision } = await studio.documents.create({ id: nextId(), brief });
  const rows = texts.map((_, index) => ({ id: nextId(), heading: `第${index + 1}节`, points: [], target: 100, isLocked: false }));
  await studio.documents.replaceOutline(id, { revision, sections: rows });
  for (const [index, text] of texts.entries()) {
    const { id: sectionId } = rows[index]!;
    if (text) await studio.documents.addVersion(sectionId, { id: nextId(), baseId: null, source: 'user', text });
  }
  return id;
}

async function exported(studio: Studio, id: string) {
  const { bytes, ...file } = await studio.documents.export(id, 'html');
  return { ...file, page: JSON.parse(new TextDecoder().decode(bytes)) as Omit<PageDocument, 'images'> & { images: [string, string][] } };
}

describe('W29 a document as a page', () => {
  it('is laid out as its template wants it, with the sections in which something stands', async () => {
    const studio = await studioWith([letter]);
    const file = await exported(studio, await documentOf(studio, ['正文一。', '', '正文三。'], 'letter'));
    expect(file).toMatchObject({ fileName: '城市 养蜂人.html', mediaType: 'text/html; charset=utf-8' });
    expect(file.page).toEqual({
      title: '城市 养蜂人',
      language: 'zh',
      preset: 'letter',
      sections: [
        { heading: '第1节', text: '正文一。' },
        { heading: '第3节', text: '正文三。' },
      ],
      images: [],
    });
  });

  it('is plain without a template, and where its template is gone', async () => {
    const studio = await studioWith([letter]);
    const id = await documentOf(studio, ['正文。'], null);
    expect((await exported(studio, id)).page).toMatchObject({ preset: 'plain', sections: [{ heading: null }] });
    const library = templatesOfTests([letter]);
    let isGone = false;
    const other = await open({
      templates: { ...library, get: (name) => library.get(isGone ? 'none' : name) },
      makePage: async ({ preset }) => preset,
    });
    const written = await documentOf(other, ['正文。'], 'letter');
    const preset = async () => new TextDecoder().decode((await other.documents.export(written, 'html')).bytes);
    expect(await preset()).toBe('letter');
    isGone = true;
    expect(await preset()).toBe('plain');
  });

  it('takes its images along with all their bytes', async () => {
    const studio = await studioWith([]);
    const inText = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const id = await documentOf(studio, [`![图](data:image/png;base64,${inText}) ![没了](/api/images/${'c'.repeat(32)}-2x2.png)`], null);
    const [image] = imagesIn((await studio.documents.get(id)).sections[0]?.version?.text ?? '');
    expect((await exported(studio, id)).page.images).toEqual([[image?.name, `data:image/png;base64,${inText}`]]);
  });
});
