import { type OutlineRow, partMark, writtenRows } from '@maobi/contract';
import {
  collectRun,
  createMemoryStore,
  createScriptedEngine,
  documentWith,
  nextId,
  studiosOfTests,
  testBrief,
  testId,
  untilDocument,
} from '@maobi/testkit';
import { describe, expect, it } from 'vitest';

const openStudio = studiosOfTests();
const never = new AbortController().signal;

describe('an outline', () => {
  it('has exactly as many sections as were asked for, and targets that add up', async () => {
    const studio = await openStudio();
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 1000 }) });
    await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 7 });
    const { sections } = await untilDocument(studio, id, (document) => document.sections.length > 0);
    expect(sections).toHaveLength(7);
    expect(sections.reduce((sum, { target }) => sum + target, 0)).toBe(1000);
    expect(sections.every(({ heading, state }) => heading !== '' && state === 'empty')).toBe(true);
  });

  it('L4 stands in its document as soon as it is told that its run has ended', async () => {
    const store = createMemoryStore();
    const studio = await openStudio({ store });
    const replace = store.documents.replaceOutline.bind(store.documents);
    let begin = () => {};
    let release = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const held = new Promise<void>((resolve) => (release = resolve));
    store.documents.replaceOutline = async (...given) => {
      begin();
      await held;
      return replace(...given);
    };
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 1000 }) });
    await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 5 });
    await begun;
    const asked = studio.documents.get(id);
    release();
    const { outlineRun, sections } = await asked;
    expect(outlineRun?.state).toBe('done');
    expect(sections).toHaveLength(5);
  });

  it('L1 has all its rows where not all of them fit the context at once', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ contextTokens: 2048 }) });
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 30_000 }) });
    const { id: runId } = await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 200 });
    const { end, text } = await collectRun(studio.runs.stream(runId, 0, never));
    const { sections, outlineRun } = await untilDocument(studio, id, (document) => document.sections.length > 0);
    expect(sections).toHaveLength(200);
    expect(sections.reduce((sum, { target }) => sum + target, 0)).toBe(30_000);
    expect(outlineRun?.state).toBe('done');
    expect(writtenRows(text)).toHaveLength(200);
    expect(end.run.usage?.promptTokens).toBeGreaterThan(2048);
  });

  it('W4 is written as soon as it stands, by one job, though nobody looks at it', async () => {
    const studio = await openStudio();
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 1000 }) });
    const jobId = nextId();
    await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 5, jobId });
    const { job } = await untilDocument(studio, id, (document) => document.job !== null);
    expect(job?.id).toBe(jobId);
  });

  it('W4 is not written by itself where it was stopped', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 900 }) });
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 30_000 }) });
    const { id: runId } = await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 100, jobId: nextId() });
    let text = '';
    for await (const event of studio.runs.stream(runId, 0, never)) {
      if (event.type === 'text') text += event.text;
      if (writtenRows(text).length > 2) break;
    }
    await studio.runs.stop(runId);
    // this is told only when the outline has been taken over
    const { sections, job } = await studio.documents.get(id);
    expect(sections.length).toBeGreaterThan(0);
    expect(job).toBeNull();
  });

  it('L4 keeps the rows of all its parts when it is stopped in a later one', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 900 }) });
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 30_000 }) });
    const { id: runId } = await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 100 });
    let text = '';
    for await (const event of studio.runs.stream(runId, 0, never)) {
      if (event.type === 'text') text += event.text;
      if (text.includes(`${partMark}{`) && writtenRows(text).length > 20) break;
    }
    await studio.runs.stop(runId);
    const { sections, outlineRun } = await untilDocument(studio, id, (document) => document.sections.length > 0);
    expect(outlineRun?.state).toBe('stopped');
    expect(sections.length).toBeGreaterThan(20);
    expect(sections.length).toBeLessThan(100);
  });

  it('L4 keeps the rows that came where the context has no room for a single part, and spreads the whole length over them', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ contextTokens: 512 }) });
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 30_000 }) });
    await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 60 });
    const { sections, outlineRun } = await untilDocument(studio, id, (document) => document.sections.length > 0);
    expect(outlineRun?.state).toBe('length');
    expect(sections.length).toBeLessThan(60);
    expect(sections.reduce((sum, { target }) => sum + target, 0)).toBe(30_000);
  });

  it('L2 refuses so many sections, or so few, as cannot have the length, before the model is asked', async () => {
    const studio = await openStudio();
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 100 }) });
    await expect(studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 11 })).rejects.toMatchObject({
      code: 'invalid-request',
      message: '11 sections of 10 to 5000 字 each cannot have 100 字 together.',
      hint: 'Ask for 1 to 10 sections, or for another length.',
    });
    const long = await studio.documents.create({ id: nextId(), brief: testBrief({ words: 100_000, language: 'en' }) });
    await expect(studio.documents.writeOutline(long.id, { runId: nextId(), sectionCount: 19 })).rejects.toMatchObject({
      message: '19 sections of 10 to 5000 words each cannot have 100000 words together.',
      hint: 'Ask for 20 to 200 sections, or for another length.',
    });
    expect((await studio.documents.get(id)).outlineRun).toBeNull();
  });

  it('S11 refuses what must be in the text and must not, and keeps the brief as it was', async () => {
    const studio = await openStudio();
    const wrong = testBrief({ mustInclude: ['用蜂蜜'], mustAvoid: ['蜂蜜'] });
    await expect(studio.documents.create({ id: nextId(), brief: wrong })).rejects.toMatchObject({
      code: 'invalid-request',
      message: '"用蜂蜜" must be in the text, and "蜂蜜" must not: without the second, hardly anything is left of the first.',
    });
    const point = { mustInclude: ['优惠时间（不写价格）'], mustAvoid: ['价格'] };
    const { id, revision, brief } = await studio.documents.create({ id: nextId(), brief: testBrief(point) });
    await expect(studio.documents.update(id, { revision, brief: wrong })).rejects.toMatchObject({ details: { field: 'mustAvoid' } });
    expect((await studio.documents.get(id)).brief).toEqual(brief);
  });

  it('leaves rows that are locked or written where they are', async () => {
    const studio = await openStudio();
    const { id, revision, sections } = await documentWith(studio, ['旧一', '锁住', '旧三', '写过'], 100);
    const rows = sections.map(({ id: rowId, heading, points, target }) => ({
      id: rowId,
      heading,
      points,
      target,
      isLocked: heading === '锁住',
    }));
    await studio.documents.replaceOutline(id, { revision, sections: rows });
    await studio.documents.addVersion(rows[3]?.id ?? '', { id: nextId(), baseId: null, source: 'user', text: '已有的正文。' });
    await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 5 });
    const planned = await untilDocument(studio, id, (document) => document.sections.length === 5);
    expect(planned.sections.map(({ heading }) => heading)[1]).toBe('锁住');
    expect(planned.sections[3]).toMatchObject({ heading: '写过', version: { text: '已有的正文。' } });
    expect(planned.sections.some(({ heading }) => heading.startsWith('旧'))).toBe(false);
  });

  it('is taken over at the next start when the program ended before that', async () => {
    const store = createMemoryStore();
    const studio = await openStudio({ store });
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief() });
    const request = { sampling: {}, maxTokens: null, overflow: 'refuse' } as const;
    const run = await store.runs.addToDocument(
      id,
      { id: nextId(), action: 'outline', model: 'demo', seed: 1, request },
      '2026-01-01T00:00:00.000Z',
    );
    const text = '{"sections":[{"heading":"一","points":["甲"],"target":300},{"heading":"二","points":["乙"],"tar';
    await store.runs.appendChunk(run.id, { seq: 1, text, written: 20 });
    const again = await openStudio({ store }); // as after a crash: the run is interrupted, its whole row counts
    const { sections } = await again.documents.get(id);
    expect(sections.map(({ heading, points }) => [heading, points])).toEqual([['一', ['甲']]]);
    expect(await store.documents.unusedOutlines()).toEqual([]);
  });

  it('comes back with its texts when a row that was taken away is named again', async () => {
    const studio = await openStudio();
    const { id, sections, revision } = await documentWith(studio, ['引言', '结语']);
    const rows = sections.map(({ id: rowId, heading, points, target, isLocked }) => ({ id: rowId, heading, points, target, isLocked }));
    await studio.documents.addVersion(rows[0]?.id ?? '', { id: nextId(), baseId: null, source: 'user', text: '正文。' });
    const without = await studio.documents.replaceOutline(id, { revision, sections: rows.slice(1) });
    expect(without.sections).toHaveLength(1);
    const back = await studio.documents.replaceOutline(id, { revision: without.revision, sections: rows });
    expect(back.sections[0]?.version?.text).toBe('正文。');
    await expect(studio.documents.replaceOutline(id, { revision, sections: [] })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('S13 takes its texts along, and none where one of them cannot be', async () => {
    const studio = await openStudio();
    const { id, revision, sections } = await documentWith(studio, ['一', '二']);
    const rows = sections.map(({ heading, target, id: row }): OutlineRow => ({ id: row, heading, target, points: [], isLocked: false }));
    const texts = rows.map((row, index) => ({ sectionId: row.id, id: testId(800 + index), baseId: null, text: `正文${index + 1}` }));
    const kept = await studio.documents.replaceOutline(id, { revision, sections: rows, texts });
    expect(kept.sections.map(({ version }) => [version?.text, version?.source])).toEqual([
      ['正文1', 'user'],
      ['正文2', 'user'],
    ]);
    const again = texts.map((text, index) => ({ ...text, id: testId(810 + index), baseId: index === 0 ? text.id : null }));
    const second = { revision: kept.revision, sections: rows, texts: again };
    await expect(studio.documents.replaceOutline(id, second)).rejects.toMatchObject({ code: 'conflict' });
    expect(await studio.documents.get(id)).toEqual(kept);
  });

  it('suggests other rows without changing any', async () => {
    const studio = await openStudio();
    const { id, sections } = await documentWith(studio, ['引言', '结语']);
    const run = await studio.documents.suggestRows(id, { runId: nextId(), sectionId: sections[1]?.id ?? '', count: 3 });
    const { text } = await collectRun(studio.runs.stream(run.id, 0, never));
    expect((JSON.parse(text) as { sections: unknown[] }).sections).toHaveLength(3);
    expect((await studio.documents.get(id)).sections).toEqual(sections);
  });
});

describe('polishing', () => {
  it('gives another wording in a run of its own and leaves the document alone', async () => {
    const studio = await openStudio();
    const { id } = await documentWith(studio, ['引言']);
    const runId = nextId();
    const run = await studio.documents.polishText(id, { runId, text: '原来的话。', kind: 'improve' });
    expect(run).toMatchObject({ id: runId, action: 'polish', documentId: id, versionId: null });
    expect((await collectRun(studio.runs.stream(runId, 0, never))).text).not.toBe('');
    expect((await studio.runs.get(runId)).usage?.drafts).toEqual({ drafted: expect.any(Number), accepted: expect.any(Number) });
    const translated = await studio.documents.polishText(id, { runId: nextId(), text: '原来的话。', kind: 'translate' });
    const { end } = await collectRun(studio.runs.stream(translated.id, 0, never));
    expect(end.run.usage).not.toHaveProperty('drafts'); // nothing of it is repeated
    await expect(studio.documents.polishText(id, { runId: nextId(), text: '话。', kind: 'own' })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});

describe('the cost of a document', () => {
  const estimator = {
    estimate: ({ promptTokens, writtenTokens }: { promptTokens: number; writtenTokens: number | null }) => ({
      readingMs: promptTokens * 50,
      writingMs: (writtenTokens ?? 0) * 200,
    }),
    observe: () => undefined,
  };

  it('is told before anything runs, and a time is turned into the longest text that fits it', async () => {
    const studio = await openStudio({ estimator });
    const brief = testBrief({ words: 2000 });
    const cost = await studio.documents.estimateCost({ brief });
    expect(cost).toMatchObject({ words: 2000, sectionCount: 6 });
    expect(cost.milliseconds).toBeGreaterThan(2000 * 200);
    const within = await studio.documents.estimateCost({ brief, minutes: 5 });
    expect(within.milliseconds ?? Infinity).toBeLessThanOrEqual(5 * 60_000);
    const more = await studio.documents.estimateCost({ brief: { ...brief, words: within.words + 1 } });
    expect(more.milliseconds ?? 0).toBeGreaterThan(5 * 60_000);
  });

  it('is not guessed while nobody knows how fast the model is', async () => {
    const studio = await openStudio({ engine: createScriptedEngine() });
    expect((await studio.documents.estimateCost({ brief: testBrief(), minutes: 5 })).milliseconds).toBeNull();
  });
});
