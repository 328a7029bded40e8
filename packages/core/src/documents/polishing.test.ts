import type { DocumentDetail } from '@maobi/contract';
import type { Engine, GenerateRequest, Studio } from '@maobi/core';
import {
  collectRun,
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
const paragraph = (name: string) => `${name}这一段写得不算短，可以润色一遍。`;
const twoParagraphs = (name: string) => `${paragraph(`${name}一`)}\n\n\`\`\`\nlet kept = 1;\n\`\`\`\n\n${paragraph(`${name}二`)}`;

/** Notes what the engine is asked. */
function listening(engine: Engine): string[] {
  const asked: string[] = [];
  const generate = engine.generate.bind(engine);
  engine.generate = (request: GenerateRequest, ...rest) => {
    if (request.prompt.kind === 'messages') asked.push(request.prompt.messages.map(({ text }) => text).join('\n'));
    return generate(request, ...rest);
  };
  return asked;
}

/** A document whose sections were written by hand, with two paragraphs each. */
async function writtenDocument(studio: Studio, names: readonly string[]): Promise<DocumentDetail> {
  const document = await documentWith(studio, names);
  for (const { id, heading } of document.sections) {
    await studio.documents.addVersion(id, { id: nextId(), baseId: null, source: 'user', text: twoParagraphs(heading) });
  }
  return studio.documents.get(document.id);
}

const texts = ({ sections }: DocumentDetail) => sections.map(({ version }) => version?.text ?? '');

describe('polishing a whole document', () => {
  it('P8 sends paragraph by paragraph and nothing else, and offers the result without changing a text', async () => {
    const engine = createScriptedEngine();
    const asked = listening(engine);
    const studio = await openStudio({ engine });
    const { id } = await writtenDocument(studio, ['甲', '乙']);
    const before = texts(await studio.documents.get(id));
    const job = await studio.jobs.polish(id, { id: nextId(), kind: 'grammar' });
    expect(job).toMatchObject({ kind: 'polish', state: 'open' });
    const document = await untilJobRests(studio, id);
    expect(document.job).toMatchObject({ id: job.id, state: 'done', error: null });
    expect(texts(document)).toEqual(before);
    expect(asked.map((text) => text.split('\n\n').at(-1))).toEqual(['甲一', '甲二', '乙一', '乙二'].map(paragraph));
    expect(asked.every((text) => !text.includes('let kept'))).toBe(true);
    for (const { suggestion, version } of document.sections) {
      expect(suggestion?.text).toContain('let kept = 1;');
      expect(suggestion?.text).not.toBe(version?.text);
    }
  });

  it('W24 keeps the footnotes of every paragraph, also where the model leaves them out', async () => {
    const engine = createScriptedEngine();
    const generate = engine.generate.bind(engine);
    engine.generate = ({ prompt, ...request }: GenerateRequest, ...rest) => {
      const messages = prompt.kind === 'messages' ? prompt.messages : [];
      const unmarked = messages.map((message) => ({ ...message, text: message.text.replace('[^2]', '') }));
      return generate({ ...request, prompt: { kind: 'messages', messages: unmarked } }, ...rest);
    };
    const studio = await openStudio({ engine });
    const { id } = await writtenDocument(studio, ['甲']);
    const [section] = (await studio.documents.get(id)).sections;
    const text = '这篇甲文[^2]谈论春天的花园，写得不算短。';
    await studio.documents.addVersion(section?.id ?? '', { id: nextId(), baseId: section?.version?.id ?? null, source: 'user', text });
    await studio.jobs.polish(id, { id: nextId(), kind: 'improve' });
    const { sections } = await untilJobRests(studio, id);
    expect(sections[0]?.suggestion?.text).toBe(text.replace('。', '，读来更顺。'));
  });

  it('P9 changes the text when the writer accepts, and not otherwise', async () => {
    const studio = await openStudio();
    const { id } = await writtenDocument(studio, ['甲', '乙']);
    await studio.jobs.polish(id, { id: nextId(), kind: 'improve' });
    const { sections } = await untilJobRests(studio, id);
    const [first, second] = sections;
    if (!first?.suggestion || !second?.suggestion || !first.version || !second.version) throw new Error('nothing was suggested');
    const choice = { versionId: first.suggestion.id, baseId: first.version.id };
    expect((await studio.documents.chooseVersion(first.id, choice)).sections[0]).toMatchObject({
      suggestion: null,
      version: { id: first.suggestion.id, text: first.suggestion.text, source: 'polish' },
    });
    const dismissed = await studio.documents.dismissSuggestion(second.id, { suggestionId: second.suggestion.id });
    expect(dismissed.sections[1]).toMatchObject({ suggestion: null, version: { id: second.version.id } });
  });

  it('P8 leaves locked sections alone, and refuses where nothing may be polished', async () => {
    const engine = createScriptedEngine();
    const asked = listening(engine);
    const studio = await openStudio({ engine });
    const { id, sections, revision } = await writtenDocument(studio, ['甲', '乙']);
    const rows = sections.map(({ id: sectionId, heading, points, target }, index) => ({
      id: sectionId,
      heading,
      points,
      target,
      isLocked: index === 0,
    }));
    const locked = await studio.documents.replaceOutline(id, { revision, sections: rows });
    expect(await studio.jobs.estimatePolish(id, { kind: 'improve' })).toMatchObject({ sectionCount: 1, paragraphCount: 2 });
    await studio.jobs.polish(id, { id: nextId(), kind: 'improve' });
    const document = await untilJobRests(studio, id);
    expect(document.sections.map(({ suggestion }) => suggestion !== null)).toEqual([false, true]);
    expect(asked.join()).not.toContain('甲');
    await studio.documents.replaceOutline(id, { revision: locked.revision, sections: rows.map((row) => ({ ...row, isLocked: true })) });
    await expect(studio.jobs.polish(id, { id: nextId(), kind: 'improve' })).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(studio.jobs.polish(id, { id: nextId(), kind: 'own' })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('S12 gives no words of a locked section to the model, wherever they are said to be from', async () => {
    const engine = createScriptedEngine();
    const asked = listening(engine);
    const studio = await openStudio({ engine });
    const { id, sections, revision } = await writtenDocument(studio, ['甲', '乙']);
    const rows = sections.map(({ id: rowId, heading, points, target }, index) => {
      return { id: rowId, heading, points, target, isLocked: index === 0 };
    });
    await studio.documents.replaceOutline(id, { revision, sections: rows });
    const [locked = '', open = ''] = rows.map((row) => row.id);
    const refused = { code: 'section-locked', message: `“${rows[0]?.heading}” is locked.`, hint: 'Unlock it first.' };
    const polish = (text: string, sectionId?: string) =>
      studio.documents.polishText(id, { runId: nextId(), text, kind: 'improve', ...(sectionId === undefined ? {} : { sectionId }) });
    await expect(polish(paragraph('甲一'))).rejects.toMatchObject(refused);
    await expect(polish(paragraph('甲一'), open)).rejects.toMatchObject(refused);
    await expect(polish(`${paragraph('乙一')}\n\n${paragraph('甲一')}`, open)).rejects.toMatchObject(refused);
    await expect(polish('不在任何一节里的话。', locked)).rejects.toMatchObject(refused);
    await expect(polish(paragraph('乙一'), nextId())).rejects.toMatchObject({ code: 'not-found' });
    for (const run of [await polish(paragraph('乙一'), open), await polish('let kept = 1;'), await polish('不在任何一节里的话。')])
      await collectRun(studio.runs.stream(run.id, 0, new AbortController().signal));
    expect(asked.map((text) => text.split('\n\n').at(-1))).toEqual([paragraph('乙一'), 'let kept = 1;', '不在任何一节里的话。']);
    expect(asked.join()).not.toContain('甲');
  });

  it('P9 keeps what the writer edits meanwhile', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 400 }) });
    const { id } = await writtenDocument(studio, ['甲']);
    await studio.jobs.polish(id, { id: nextId(), kind: 'improve' });
    const { sections } = await studio.documents.get(id);
    const [section] = sections;
    const edited = twoParagraphs('甲').replace(paragraph('甲二'), '第二段我自己改过了，不要再动。');
    await studio.documents.addVersion(section?.id ?? '', {
      id: nextId(),
      baseId: section?.version?.id ?? null,
      source: 'user',
      text: edited,
    });
    const document = await untilJobRests(studio, id);
    expect(texts(document)).toEqual([edited]);
    expect(document.sections[0]?.suggestion?.text).toContain('第二段我自己改过了，不要再动。');
    expect(document.sections[0]?.suggestion?.text).not.toContain(paragraph('甲一'));
  });

  it('J9 goes on after a restart with the paragraph where it stopped, and does nothing twice', async () => {
    const store = createMemoryStore();
    const engine = createScriptedEngine({ writeTokensPerSecond: 300 });
    const studio = await openStudio({ engine, store });
    const { id } = await writtenDocument(studio, ['甲', '乙']);
    await studio.jobs.polish(id, { id: nextId(), kind: 'improve' });
    await untilDocument(studio, id, ({ sections }) => sections[0]?.suggestion !== null);
    await studio.interruptRuns();
    const again = createScriptedEngine();
    const asked = listening(again);
    const document = await untilJobRests(await openStudio({ engine: again, store }), id);
    expect(document.job?.state).toBe('done');
    expect(asked.join()).not.toContain(paragraph('甲一'));
    expect(document.sections.every(({ suggestion }) => suggestion !== null)).toBe(true);
  });

  it('J5 rests when it is paused and goes on when it is resumed', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 100 }) });
    const { id } = await writtenDocument(studio, ['甲']);
    const job = await studio.jobs.polish(id, { id: nextId(), kind: 'improve' });
    expect(await studio.jobs.pause(job.id)).toMatchObject({ state: 'paused', wait: null });
    expect((await studio.documents.get(id)).sections[0]?.suggestion).toBeNull();
    await studio.jobs.resume(job.id);
    expect((await untilJobRests(studio, id)).sections[0]?.suggestion).not.toBeNull();
  });
});
