import { splitPlaces, type DocumentDetail, type OutlineRow, type Section } from '@maobi/contract';
import { createScriptedEngine, documentWith, nextId, studiosOfTests, untilDocument } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { Studio } from '../studio.ts';

const openStudio = studiosOfTests();
const text = '一二三四五六。\n\n## 后来\n\n七八。';

/** A document whose sections have these texts; an empty one is not written. */
async function written(studio: Studio, ...texts: string[]): Promise<DocumentDetail> {
  let document = await documentWith(studio, ['甲', '乙', '丙'].slice(0, texts.length), 100);
  for (const [index, words] of texts.entries()) {
    if (words === '') continue;
    const version = { id: nextId(), baseId: null, source: 'user', text: words } as const;
    document = await studio.documents.addVersion(document.sections[index]!.id, version);
  }
  return document;
}

function splitOf({ revision, sections }: DocumentDetail, index = 0) {
  const { version } = sections[index]!;
  const ids = { newSectionId: nextId(), firstVersionId: nextId(), secondVersionId: nextId() };
  return { revision, baseId: version!.id, at: splitPlaces(version!.text)[0]!, ...ids };
}

function mergeOf({ revision, sections }: DocumentDetail) {
  const [first, second] = sections as [Section, Section];
  const bases = { baseId: first.version?.id ?? null, nextBaseId: second.version?.id ?? null };
  return { revision, nextId: second.id, versionId: nextId(), ...bases };
}

const rowsOf = (document: DocumentDetail): OutlineRow[] =>
  document.sections.map(({ id, heading, points, target, isLocked }) => ({ id, heading, points, target, isLocked }));
const textsOf = ({ sections }: DocumentDetail) => sections.map(({ heading, version, target }) => [heading, version?.text ?? null, target]);

describe('splitting a section', () => {
  it('S8: makes two of it, the target divided as the parts count, and repeating it changes nothing', async () => {
    const studio = await openStudio();
    const document = await written(studio, text, '丙。');
    const split = splitOf(document);
    const after = await studio.documents.splitSection(document.sections[0]!.id, split);
    expect(textsOf(after)).toEqual([
      ['甲', '一二三四五六。', 75],
      ['后来', '七八。', 25],
      ['乙', '丙。', 100],
    ]);
    expect(textsOf(await studio.documents.splitSection(document.sections[0]!.id, split))).toEqual(textsOf(after));
  });

  it('S10: is taken back exactly, rows and texts at once', async () => {
    const studio = await openStudio();
    const document = await written(studio, text, '丙。');
    const [{ id, version }] = document.sections as [Section];
    const split = splitOf(document);
    const { revision } = await studio.documents.splitSection(id, { ...split, heading: '别的' });
    const versions = [{ sectionId: id, versionId: version!.id, baseId: split.firstVersionId }];
    const back = await studio.documents.replaceOutline(document.id, { revision, sections: rowsOf(document), versions });
    expect(back.sections).toEqual(document.sections);
  });

  it('S10: refuses what is locked, was changed elsewhere, or has no paragraph there, and changes nothing', async () => {
    const studio = await openStudio();
    const document = await written(studio, text);
    const { id } = document.sections[0]!;
    const attempt = (change: object) => studio.documents.splitSection(id, { ...splitOf(document), ...change });
    await expect(attempt({ baseId: nextId() })).rejects.toMatchObject({ code: 'conflict' });
    await expect(attempt({ revision: 1 })).rejects.toMatchObject({ code: 'conflict' });
    await expect(attempt({ at: 3 })).rejects.toMatchObject({ code: 'invalid-request' });
    expect((await studio.documents.get(document.id)).sections).toEqual(document.sections);
    const locked = rowsOf(document).map((row) => ({ ...row, isLocked: true }));
    const { revision } = await studio.documents.replaceOutline(document.id, { revision: document.revision, sections: locked });
    await expect(attempt({ revision })).rejects.toMatchObject({ code: 'section-locked', message: expect.stringContaining('locked') });
  });
});

describe('taking a split back', () => {
  it('S10: is refused while a run writes into one of its texts', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 20 }) });
    const document = await written(studio, text);
    const [{ id, version }] = document.sections as [Section];
    const split = splitOf(document);
    const { revision } = await studio.documents.splitSection(id, split);
    await studio.jobs.rewrite(id, { jobId: nextId(), versionId: nextId(), kind: 'extend' });
    const writing = await untilDocument(studio, document.id, ({ sections }) => sections[0]?.version?.run?.endedAt === null);
    const versions = [{ sectionId: id, versionId: version!.id, baseId: split.firstVersionId }];
    const back = studio.documents.replaceOutline(document.id, { revision, sections: rowsOf(document), versions });
    await expect(back).rejects.toMatchObject({ code: 'conflict', message: 'The section is being written.' });
    expect((await studio.documents.get(document.id)).sections).toHaveLength(2);
    await studio.jobs.stop(writing.job!.id);
  });
});

describe('merging two sections', () => {
  it('S9: joins texts, points and targets, and repeating it changes nothing', async () => {
    const studio = await openStudio();
    const document = await written(studio, '一。\n', '二。', '三。');
    const pointed = rowsOf(document).map((row) => ({ ...row, points: [`${row.heading}点`] }));
    const { revision } = await studio.documents.replaceOutline(document.id, { revision: document.revision, sections: pointed });
    const merge = { ...mergeOf(document), revision };
    const after = await studio.documents.mergeSections(document.sections[0]!.id, merge);
    expect(textsOf(after)).toEqual([
      ['甲', '一。\n\n二。', 200],
      ['丙', '三。', 100],
    ]);
    expect(after.sections[0]!.points).toEqual(['甲点', '乙点']);
    expect(textsOf(await studio.documents.mergeSections(document.sections[0]!.id, merge))).toEqual(textsOf(after));
  });

  it('S9: keeps the versions of the second, and takes over its text where the first has none', async () => {
    const studio = await openStudio();
    const document = await written(studio, '', '二。');
    const after = await studio.documents.mergeSections(document.sections[0]!.id, mergeOf(document));
    expect(textsOf(after)).toEqual([['甲', '二。', 200]]);
    expect((await studio.documents.versions(document.sections[1]!.id)).map((version) => version.text)).toEqual(['二。']);
  });

  it('S10: refuses two that no longer follow each other, and one of them changed', async () => {
    const studio = await openStudio();
    const document = await written(studio, '一。', '二。', '三。');
    const merge = (change: object) => studio.documents.mergeSections(document.sections[0]!.id, { ...mergeOf(document), ...change });
    await expect(merge({ nextId: document.sections[2]!.id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(merge({ nextBaseId: null })).rejects.toMatchObject({ code: 'conflict' });
    expect((await studio.documents.get(document.id)).sections).toEqual(document.sections);
  });

  it('S10: refuses a section that is being written', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 20 }) });
    const document = await written(studio, '一。', '');
    await studio.jobs.start(document.id, { id: nextId() });
    const writing = await untilDocument(studio, document.id, ({ sections }) => sections[1]?.version?.run?.endedAt === null);
    const refused = studio.documents.mergeSections(document.sections[0]!.id, mergeOf(writing));
    await expect(refused).rejects.toMatchObject({ code: 'conflict', message: 'The section is being written.' });
    await studio.jobs.stop(writing.job!.id);
  });
});
