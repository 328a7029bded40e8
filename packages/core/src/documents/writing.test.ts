import { countText, type DocumentDetail } from '@maobi/contract';
import {
  createMemoryStore,
  createScriptedEngine,
  documentWith,
  nextId,
  studiosOfTests,
  untilDocument,
  untilJobRests,
} from '@maobi/testkit';
import { describe, expect, it } from 'vitest';

const openStudio = studiosOfTests();
const texts = ({ sections }: DocumentDetail) => sections.map(({ version }) => version?.text ?? '');
const states = ({ sections }: DocumentDetail) => sections.map(({ state }) => state);
const hasWritten = (count: number) => (document: DocumentDetail) => document.sections.some((section) => section.count >= count);

describe('a job', () => {
  it('writes every section at its length, one after the other, each read only for its own request', async () => {
    const studio = await openStudio();
    const { id } = await documentWith(studio, ['引言', '蜂箱', '城市', '结语'], 120);
    const job = await studio.jobs.start(id, { id: nextId() });
    const document = await untilJobRests(studio, id);
    expect(document.job).toMatchObject({ id: job.id, state: 'done', error: null });
    expect(states(document)).toEqual(['done', 'done', 'done', 'done']);
    for (const { count } of document.sections) expect(count).toBeGreaterThanOrEqual(108);
    const later = document.sections.slice(1).map(({ version }) => version?.run?.usage);
    const read = later.reduce((sum, usage) => sum + (usage?.promptTokens ?? 0) - (usage?.cachedTokens ?? 0), 0);
    const requests = document.sections.length * 40; // a request with the marks of its turn
    expect(read).toBeLessThan(requests);
  });

  it('G21 stands in the queue under the name of its document, with the section that is written', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 400 }) });
    const { id, brief } = await documentWith(studio, ['引言', '蜂箱'], 100);
    const job = await studio.jobs.start(id, { id: nextId() });
    await untilDocument(studio, id, hasWritten(1));
    expect(await studio.runs.queue()).toMatchObject([{ documentId: id, title: brief.topic, section: '引言' }]);
    await studio.jobs.stop(job.id);
  });

  it('asks for one more paragraph where a section is short, and says when it still is', async () => {
    const studio = await openStudio();
    const { id } = await documentWith(studio, ['引言 [[scenario:short]]', '很长的一节 [[scenario:short]]'], 150);
    const { sections } = await openSections(id, [150, 600]);
    await studio.jobs.start(id, { id: nextId() });
    const document = await untilJobRests(studio, id);
    expect(sections).toHaveLength(2);
    expect(states(document)).toEqual(['done', 'short']);
    expect(texts(document)[0]).toContain('\n\n');

    async function openSections(documentId: string, targets: readonly number[]) {
      const standing = await studio.documents.get(documentId);
      const rows = standing.sections.map((section, index) => ({ ...rowOf(section), target: targets[index] ?? 100 }));
      return studio.documents.replaceOutline(documentId, { revision: standing.revision, sections: rows });
    }
  });

  it('takes a loop out, tries once more and comes to an end', async () => {
    const studio = await openStudio();
    const { id } = await documentWith(studio, ['引言 [[scenario:endless]]', '蜂箱'], 400);
    await studio.jobs.start(id, { id: nextId() });
    const document = await untilJobRests(studio, id);
    expect(document.job?.state).toBe('done');
    expect(states(document)).toEqual(['short', 'done']);
    expect(texts(document)[0]?.match(/雨还在下/gu)?.length ?? 0).toBeLessThan(6);
    const versions = await studio.documents.versions(document.sections[0]?.id ?? '');
    expect(versions.length).toBeGreaterThan(1);
  });

  it('J3 has a text cut by the time its end is told', async () => {
    const studio = await openStudio();
    const { id } = await documentWith(studio, ['引言 [[scenario:endless]]', '蜂箱'], 100);
    await studio.jobs.start(id, { id: nextId() });
    const begun = await untilDocument(studio, id, ({ sections: [section] }) => section?.version?.run != null);
    const written = begun.sections[0]?.version;
    const signal = new AbortController().signal;
    for await (const event of studio.runs.stream(written?.run?.id ?? '', 0, signal)) if (event.type === 'ended') break;
    const { sections } = await studio.documents.get(id);
    expect(sections[0]?.version?.id).not.toBe(written?.id);
  });

  it('rests when the writer stops it and goes on at the same character, with nothing written twice', async () => {
    const whole = await wholeText();
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 400 }) });
    const { id } = await documentWith(studio, ['引言', '蜂箱'], 100);
    const job = await studio.jobs.start(id, { id: nextId() });
    await untilDocument(studio, id, hasWritten(1));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await studio.jobs.pause(job.id)).toMatchObject({ state: 'paused' });
    const paused = await studio.documents.get(id);
    expect(states(paused)).toEqual(['stopped', 'empty']);
    const kept = texts(paused)[0] ?? '';
    expect(whole[0]?.startsWith(kept)).toBe(true);
    await studio.jobs.resume(job.id);
    expect(texts(await untilJobRests(studio, id))).toEqual(whole);

    async function wholeText(): Promise<string[]> {
      const other = await openStudio();
      const document = await documentWith(other, ['引言', '蜂箱'], 100);
      await other.jobs.start(document.id, { id: nextId() });
      return texts(await untilJobRests(other, document.id));
    }
  });

  it('goes on by itself after a crash of the engine and after a restart of the studio', async () => {
    const store = createMemoryStore();
    const engine = createScriptedEngine({ writeTokensPerSecond: 400 });
    const studio = await openStudio({ engine, store });
    const { id } = await documentWith(studio, ['引言', '蜂箱'], 100);
    await studio.jobs.start(id, { id: nextId() });
    await untilDocument(studio, id, hasWritten(1));
    engine.crash();
    await untilDocument(studio, id, ({ sections }) => (sections[1]?.count ?? 0) > 0);
    await studio.interruptRuns();
    const interrupted = await studio.documents.get(id);
    expect(interrupted.job?.state).toBe('open');
    expect(interrupted.sections[1]?.state).toBe('interrupted');
    const again = await openStudio({ store });
    const document = await untilJobRests(again, id);
    expect(states(document)).toEqual(['done', 'done']);
    expect(texts(document)[1]?.startsWith(texts(interrupted)[1] ?? '?')).toBe(true);
  });

  it('rests after three crashes without a word, tells why, and goes on when it is resumed', async () => {
    const studio = await openStudio();
    const { id } = await documentWith(studio, ['引言 [[scenario:error-before]]', '蜂箱']);
    await studio.jobs.start(id, { id: nextId() });
    const { job } = await untilJobRests(studio, id);
    expect(job).toMatchObject({ state: 'paused', error: { code: expect.any(String) } });
    expect(await studio.jobs.resume(job?.id ?? '')).toMatchObject({ state: 'open', error: null });
  });

  it('leaves alone what is locked or was written by hand, and follows an outline that is changed meanwhile', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 600 }) });
    const { id, sections } = await documentWith(studio, ['引言', '蜂箱', '结语'], 60);
    const [first, second, third] = sections.map(rowOf);
    if (!first || !second || !third) throw new Error('sections are missing');
    const written = await studio.documents.addVersion(first.id, { id: nextId(), baseId: null, source: 'user', text: '手写的引言。' });
    await studio.jobs.start(id, { id: nextId() });
    await untilDocument(studio, id, ({ sections: now }) => (now[1]?.count ?? 0) > 0);
    const { revision } = await studio.documents.get(id);
    const added = { ...third, id: nextId(), heading: '补记' };
    await studio.documents.replaceOutline(id, { revision, sections: [first, second, added] });
    const document = await untilJobRests(studio, id);
    expect(written.sections[0]?.version?.text).toBe('手写的引言。');
    expect(document.sections.map(({ heading }) => heading)).toEqual(['引言', '蜂箱', '补记']);
    expect(texts(document)[0]).toBe('手写的引言。');
    expect(texts(document).every((text) => text !== '')).toBe(true);
  });

  it('asks the model for nothing that the writer did not ask for', async () => {
    const engine = createScriptedEngine();
    let calls = 0;
    const generate = engine.generate.bind(engine);
    engine.generate = (...request) => {
      calls += 1;
      return generate(...request);
    };
    const studio = await openStudio({ engine });
    const { id, sections } = await documentWith(studio, ['引言', '蜂箱']);
    await studio.documents.addVersion(sections[0]?.id ?? '', { id: nextId(), baseId: null, source: 'user', text: '手写。' });
    expect(calls).toBe(0);
    await studio.jobs.start(id, { id: nextId() });
    await untilJobRests(studio, id);
    expect(calls).toBe(1);
  });

  it.each([
    ['without an outline', [], 'invalid-request'],
    ['twice at once', ['引言'], 'conflict'],
  ])('is refused %s', async (_, headings, code) => {
    const studio = await openStudio({ engine: createScriptedEngine({ scenario: 'slow' }) });
    const { id } = await documentWith(studio, headings);
    if (headings.length > 0) await studio.jobs.start(id, { id: nextId() });
    await expect(studio.jobs.start(id, { id: nextId() })).rejects.toMatchObject({ code });
  });
});

describe('a section', () => {
  async function writtenDocument(target = 100) {
    const studio = await openStudio();
    const { id } = await documentWith(studio, ['引言', '蜂箱'], target);
    await studio.jobs.start(id, { id: nextId() });
    const document = await untilJobRests(studio, id);
    const [section] = document.sections;
    if (!section?.version) throw new Error('nothing was written');
    return { studio, id, document, section, version: section.version };
  }

  it('is written anew without losing what was there', async () => {
    const { studio, id, section, version } = await writtenDocument();
    const versionId = nextId();
    await studio.jobs.rewrite(section.id, { jobId: nextId(), versionId, kind: 'rewrite', options: { seed: 5 } });
    const document = await untilDocument(
      studio,
      id,
      ({ job, sections }) => job?.state === 'done' && sections[0]?.version?.id !== version.id,
    );
    expect(document.sections[0]?.version).toMatchObject({ id: versionId, parentId: version.id, source: 'model' });
    const versions = await studio.documents.versions(section.id);
    expect(versions.map(({ id: known }) => known)).toEqual([versionId, version.id]);
    const back = await studio.documents.chooseVersion(section.id, { versionId: version.id, baseId: versionId });
    expect(back.sections[0]?.version?.text).toBe(version.text);
  });

  it('is condensed to its target, from the longer text', async () => {
    const { studio, id, section, version } = await writtenDocument(200);
    const { revision, sections } = await studio.documents.get(id);
    const rows = sections.map((row) => ({ ...rowOf(row), target: row.id === section.id ? 80 : row.target }));
    await studio.documents.replaceOutline(id, { revision, sections: rows });
    expect((await studio.documents.get(id)).sections[0]?.state).toBe('long');
    await studio.jobs.rewrite(section.id, { jobId: nextId(), versionId: nextId(), kind: 'condense' });
    const document = await untilDocument(
      studio,
      id,
      ({ job, sections: now }) => job?.state === 'done' && now[0]?.version?.id !== version.id,
    );
    expect(document.sections[0]).toMatchObject({ state: 'done' });
    expect(document.sections[0]?.version?.run?.action).toBe('condense');
  });

  it('gets one more paragraph when it is asked for', async () => {
    const { studio, id, section, version } = await writtenDocument();
    await studio.jobs.rewrite(section.id, { jobId: nextId(), versionId: nextId(), kind: 'extend' });
    const document = await untilDocument(
      studio,
      id,
      ({ job, sections }) => job?.state === 'done' && sections[0]?.version?.text !== version.text,
    );
    expect(document.sections[0]?.version?.text.startsWith(`${version.text}\n\n`)).toBe(true);
  });

  it('is never overwritten by another page', async () => {
    const { studio, section, version } = await writtenDocument();
    const save = (baseId: string, text: string) => studio.documents.addVersion(section.id, { id: nextId(), baseId, source: 'user', text });
    await save(version.id, '第一页的改动。');
    await expect(save(version.id, '第二页的改动。')).rejects.toMatchObject({ code: 'conflict' });
    const versions = await studio.documents.versions(section.id);
    expect(versions[0]?.text).toBe('第一页的改动。');
  });

  it('cannot be changed while it is written, nor rewritten while it is locked', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ scenario: 'slow' }) });
    const { id, sections, revision } = await documentWith(studio, ['引言', '锁住的']);
    const [first, second] = sections.map(rowOf);
    if (!first || !second) throw new Error('sections are missing');
    await studio.documents.replaceOutline(id, { revision, sections: [first, { ...second, isLocked: true }] });
    await studio.jobs.start(id, { id: nextId(), sectionIds: [first.id] });
    const written = await untilDocument(studio, id, hasWritten(1));
    const baseId = written.sections[0]?.version?.id ?? null;
    await expect(studio.documents.addVersion(first.id, { id: nextId(), baseId, source: 'user', text: '改' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(studio.jobs.rewrite(second.id, { jobId: nextId(), versionId: nextId(), kind: 'rewrite' })).rejects.toMatchObject({
      code: 'section-locked',
    });
    expect(countText(written.sections[1]?.version?.text ?? '')).toBe(0);
  });
});

function rowOf({ id, heading, points, target, isLocked }: DocumentDetail['sections'][number]) {
  return { id, heading, points, target, isLocked };
}
