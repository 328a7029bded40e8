import type { Template } from '@maobi/contract';
import { createScriptedEngine, nextId, studiosOfTests, templatesOfTests, testBrief } from '@maobi/testkit';
import { describe, expect, it, vi } from 'vitest';

const openStudio = studiosOfTests();
const estimator = {
  estimate: ({ promptTokens, writtenTokens }: { promptTokens: number; writtenTokens: number | null }) => ({
    readingMs: promptTokens * 50,
    writingMs: (writtenTokens ?? 0) * 200,
  }),
  observe: () => undefined,
};

function section(heading: string, share: number, onlyWith: string | null = null) {
  return { heading: { zh: heading, en: heading }, points: null, share, onlyWith };
}

const report: Template = {
  id: 'report',
  audience: 'office',
  name: { zh: '周报', en: 'Report' },
  about: { zh: '周报。', en: 'A report.' },
  fields: ['done', 'problems'].map((name) => ({
    name,
    kind: 'list' as const,
    isRequired: name === 'done',
    label: { zh: name, en: name },
    hint: null,
    choices: [],
    default: null,
  })),
  shape: 'sections',
  length: { default: { zh: 400, en: 300 }, minimum: 100, maximum: 900 },
  outline: { sections: [section('完成', 0.45), section('问题', 0.25, 'problems'), section('计划', 0.3)] },
  lint: [],
  exportPreset: 'report',
  prompts: {
    zh: { system: '认真写。', brief: '写“{topic}”的周报，约{words}字。\n{done}\n{problems}' },
    en: { system: 'Write with care.', brief: 'Report on {topic}.\n{done}\n{problems}' },
  },
  example: { zh: {}, en: {} },
  origin: 'bundled',
};
const single: Template = { ...report, id: 'single', shape: 'single', outline: null };
const templates = templatesOfTests([report, single]);
const brief = testBrief({ words: 400, template: 'report', fields: { done: '结算页上线', problems: '两家门店无法打印' } });

describe('a form that is fixed', () => {
  it('L6 costs what its own sections cost, and nothing for planning', async () => {
    const studio = await openStudio({ estimator, templates });
    const cost = await studio.documents.estimateCost({ brief });
    expect(cost).toMatchObject({ words: 400, sectionCount: 3, writtenTokens: 400 });
    const planned = await studio.documents.estimateCost({ brief: { ...brief, words: 500, template: null } });
    expect(planned.writtenTokens).toBeGreaterThan(500);
    const onePass = await studio.documents.estimateCost({ brief: { ...brief, words: 800, template: 'single' } });
    expect(onePass).toMatchObject({ sectionCount: 1, writtenTokens: 800 });
  });

  it.each([{}, { minutes: 10 }, { minutes: 10, sectionCount: 3 }])('reads its template once to tell what it costs: %j', async (wish) => {
    let readings = 0;
    const counted: typeof templates = {
      ...templates,
      get: (id) => {
        readings += 1;
        return templates.get(id);
      },
    };
    const studio = await openStudio({ estimator, templates: counted });
    await studio.documents.estimateCost({ brief, ...wish });
    expect(readings).toBe(1);
  });

  it('L6 is counted before its form is filled in, and grows by what is filled in', async () => {
    const studio = await openStudio({ estimator, templates });
    const empty = await studio.documents.estimateCost({ brief: { ...brief, fields: {} } });
    expect(empty.sectionCount).toBe(2);
    const long = await studio.documents.estimateCost({ brief: { ...brief, fields: { ...brief.fields, done: '结算页上线'.repeat(100) } } });
    const short = await studio.documents.estimateCost({ brief });
    expect(long.readTokens - short.readTokens).toBe(495);
  });

  it('S11 refuses a length that the template is not made for, and keeps nothing of it', async () => {
    const studio = await openStudio({ templates });
    const id = nextId();
    await expect(studio.documents.create({ id, brief: { ...brief, words: 20_000 } })).rejects.toMatchObject({
      code: 'invalid-request',
      message: 'The template "周报" is made for a length of 100 to 900, not 20000.',
      details: { field: 'words' },
    });
    await expect(studio.documents.get(id)).rejects.toMatchObject({ code: 'not-found' });
    const { revision } = await studio.documents.create({ id, brief });
    await expect(studio.documents.update(id, { revision, brief: { ...brief, words: 99 } })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect((await studio.documents.get(id)).brief.words).toBe(400);
  });

  it.each(['report', 'single'])('L6 gives a time no more and no less than the template %s is made for', async (template) => {
    const studio = await openStudio({ estimator, templates });
    const wordsIn = async (minutes: number) => (await studio.documents.estimateCost({ brief: { ...brief, template }, minutes })).words;
    expect(await wordsIn(600)).toBe(900);
    expect(await wordsIn(2)).toBeGreaterThan(100);
    const slow = await openStudio({ estimator: { ...estimator, estimate: () => ({ readingMs: 0, writingMs: 3_600_000 }) }, templates });
    expect((await slow.documents.estimateCost({ brief: { ...brief, template }, minutes: 1 })).words).toBe(100);
  });

  it('L6 keeps to what the template is made for where nobody knows how fast the model is', async () => {
    const studio = await openStudio({ estimator: { ...estimator, estimate: () => null }, templates });
    const wordsFrom = async (words: number) => {
      const cost = await studio.documents.estimateCost({ brief: { ...brief, words }, minutes: 5 });
      expect(cost.milliseconds).toBeNull();
      return cost.words;
    };
    expect([await wordsFrom(2000), await wordsFrom(60), await wordsFrom(300)]).toEqual([900, 100, 300]);
  });

  it('P14 leaves out the section whose field is empty; the others share its length', async () => {
    const studio = await openStudio({ templates });
    const headings = async (fields: Record<string, string>) => {
      const { sections } = await studio.documents.create({ id: nextId(), brief: { ...brief, fields } });
      return sections.map(({ heading, target }) => `${heading} ${target}`);
    };
    expect(await headings({ ...brief.fields, problems: '有' })).toEqual(['完成 180', '问题 100', '计划 120']);
    expect(await headings({ ...brief.fields, problems: '  ' })).toEqual(['完成 240', '计划 160']);
  });

  it('G19 reads ahead what every text of a form begins with, once it is picked', async () => {
    const engine = createScriptedEngine();
    const warm = vi.spyOn(engine, 'warm');
    const studio = await openStudio({ engine, templates: templatesOfTests([report]) });
    await studio.documents.warmTemplate('report', 'zh');
    await vi.waitFor(() => expect(warm).toHaveBeenCalled());
    expect(warm.mock.calls[0]?.[0]).toEqual({ kind: 'messages', messages: [{ role: 'system', text: '认真写。' }] });
    await expect(studio.documents.warmTemplate('nothing', 'zh')).rejects.toMatchObject({ code: 'not-found' });
  });
});
