import type { DocumentDetail, OutlineRow } from '@maobi/contract';
import { createScriptedEngine, documentWith, nextId, studiosOfTests, untilDocument } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { Studio } from '../studio.ts';

const openStudio = studiosOfTests();

async function written(studio: Studio, ...texts: string[]): Promise<DocumentDetail> {
  let document = await documentWith(studio, ['甲', '乙', '丙'].slice(0, texts.length), 100);
  for (const [index, text] of texts.entries()) {
    if (text === '') continue;
    const version = { id: nextId(), baseId: null, source: 'user', text } as const;
    document = await studio.documents.addVersion(document.sections[index]!.id, version);
  }
  return document;
}

/** The same words at the end of every text. */
const othersOf = ({ sections }: DocumentDetail) => ({
  texts: sections.flatMap(({ id, version }) =>
    version ? [{ id: nextId(), sectionId: id, baseId: version.id, text: `${version.text}完。` }] : [],
  ),
});
const rowsOf = (document: DocumentDetail): OutlineRow[] =>
  document.sections.map(({ id, heading, points, target, isLocked }) => ({ id, heading, points, target, isLocked }));
const textsOf = ({ sections }: DocumentDetail) => sections.map(({ version }) => version?.text);

describe('replacing texts', () => {
  it('W9: is one act for all sections, repeating it changes nothing, and one step takes it back', async () => {
    const studio = await openStudio();
    const document = await written(studio, '一。', '二。', '三。');
    const others = othersOf(document);
    const after = await studio.documents.replaceTexts(document.id, others);
    expect(textsOf(after)).toEqual(['一。完。', '二。完。', '三。完。']);
    expect(after.sections[0]!.version).toMatchObject({ source: 'user', parentId: document.sections[0]!.version!.id });
    expect((await studio.documents.replaceTexts(document.id, others)).revision).toBe(after.revision);
    const versions = others.texts.map(({ id, sectionId, baseId }) => ({ sectionId, versionId: baseId, baseId: id }));
    const back = await studio.documents.replaceOutline(document.id, { revision: after.revision, sections: rowsOf(after), versions });
    expect(back.sections).toEqual(document.sections);
  });

  it('K4: makes versions of the source that is named', async () => {
    const studio = await openStudio();
    const document = await written(studio, '一。', '二。');
    const after = await studio.documents.replaceTexts(document.id, { source: 'polish', ...othersOf(document) });
    expect(after.sections.map(({ version }) => version?.source)).toEqual(['polish', 'polish']);
  });

  it('W9: changes nothing at all where one section was changed elsewhere, is locked, gone or named twice', async () => {
    const studio = await openStudio();
    const document = await written(studio, '一。', '二。', '三。');
    const [, second, third] = document.sections;
    const attempt = (texts: ReturnType<typeof othersOf>['texts']) => studio.documents.replaceTexts(document.id, { texts });
    const { texts } = othersOf(document);
    await expect(attempt(texts.with(2, { ...texts[2]!, baseId: nextId() }))).rejects.toMatchObject({ code: 'conflict' });
    await expect(attempt([...texts, texts[0]!])).rejects.toMatchObject({ code: 'invalid-request' });
    const locked = rowsOf(document).with(1, { ...rowsOf(document)[1]!, isLocked: true });
    const { revision } = await studio.documents.replaceOutline(document.id, { revision: document.revision, sections: locked });
    await expect(attempt(texts)).rejects.toMatchObject({ code: 'section-locked', message: expect.stringContaining('乙') });
    const fewer = rowsOf(document).filter(({ id }) => id !== third!.id && id !== second!.id);
    await studio.documents.replaceOutline(document.id, { revision, sections: fewer });
    await expect(attempt(texts)).rejects.toMatchObject({ code: 'conflict' });
    expect(textsOf(await studio.documents.get(document.id))).toEqual(['一。']);
  });

  it('W9: changes nothing where one section is being written', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 20 }) });
    const document = await written(studio, '一。', '二。');
    await studio.jobs.rewrite(document.sections[1]!.id, { jobId: nextId(), versionId: nextId(), kind: 'extend' });
    const writing = await untilDocument(studio, document.id, ({ sections }) => sections[1]?.version?.run?.endedAt === null);
    const refused = studio.documents.replaceTexts(document.id, othersOf(writing));
    await expect(refused).rejects.toMatchObject({ code: 'conflict', message: 'The section is being written.' });
    expect((await studio.documents.get(document.id)).sections[0]!.version!.text).toBe('一。');
    await studio.jobs.stop(writing.job!.id);
  });
});
